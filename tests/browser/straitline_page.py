"""The page as a person meets it: what it shows, and what can be done on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

# Where a mark is that no other mark covers, by the figure that Plotly has drawn.
_POINT = """([name, choice]) => {
  for (const chart of document.querySelectorAll(".chart")) {
    const trace = (chart.data ?? []).find((trace) => trace.name === name);
    if (!trace) continue;
    chart.scrollIntoView({ block: "center" });
    const box = chart.getBoundingClientRect();
    const { xaxis, yaxis } = chart._fullLayout;
    const apart = (left, top) => trace.x.filter((x, i) =>
      Math.hypot(xaxis.d2p(x) - left, yaxis.d2p(trace.y[i]) - top) < 20).length < 2;
    for (let at = 0; at < trace.x.length; at++) {
      const left = xaxis.d2p(trace.x[at]), top = yaxis.d2p(trace.y[at]);
      const inside = left > 0 && left < xaxis._length && top > 0 && top < yaxis._length;
      if (!inside || !apart(left, top) || !trace.customdata[at].startsWith(choice)) continue;
      const x = box.x + xaxis._offset + left, y = box.y + yaxis._offset + top;
      return { x, y, choice: trace.customdata[at] };
    }
  }
  return null;
}"""

# What the names of the map's own base meet, measured on the screen: a watch that looks at every
# frame, so that nothing is missed that shows only while the map moves.
_WATCH = """() => {
  const chart = document.querySelector(".chart");
  const shown = (node) => getComputedStyle(node).visibility === "visible";
  const group = (trace) => chart.querySelector(`.scatterlayer .trace${trace.uid}`);
  const all = (trace, what) => [...(group(trace)?.querySelectorAll(what) ?? [])];
  const box = (node) => node.getBoundingClientRect();
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  window.struck = new Set();
  window.names = () => chart._fullData.filter((trace) => trace.name.startsWith("names"))
    .flatMap((trace) => all(trace, "text")).filter(shown);
  const look = () => {
    const marks = chart._fullData.filter((trace) => trace.name === "marks")
      .flatMap((trace) => all(trace, ".point")).map((node) => ["a mark", box(node)]);
    const others = [...chart.querySelectorAll(".annotation-text-g, .modebar-btn")].filter(shown)
      .map((node) => [node.textContent || "a button", box(node)]);
    const names = window.names().map((node) => [node.textContent, box(node)]);
    const edge = box(chart);
    names.forEach(([name, at], index) => {
      for (const [other, there] of [...marks, ...others, ...names.slice(index + 1)]) {
        if (meet(at, there)) window.struck.add(`${name} meets ${other}`);
      }
      if (at.left < edge.left || at.right > edge.right || at.bottom > edge.bottom) {
        window.struck.add(`${name} is cut`);
      }
    });
    requestAnimationFrame(() => setTimeout(look)); // once a frame has been painted
  };
  look();
}"""

# The marks and chips of the map that are to be seen, each with its count and its box on the screen,
# and which of them meet.
_CROWD = """() => {
  const chart = document.querySelector(".chart");
  const shown = (node) => getComputedStyle(node).visibility === "visible";
  const box = (node) => node.getBoundingClientRect();
  const trace = chart.data.find((trace) => trace.name === "marks");
  const { uid } = chart._fullData.find((trace) => trace.name === "marks");
  const points = chart.querySelectorAll(`.scatterlayer .trace${uid} .point`);
  const texts = [...chart.querySelectorAll(`.scatterlayer .trace${uid} .textpoint text`)];
  const marks = Array.from(points, (node, at) => [trace.customdata[at], box(node)]);
  const chips = [...chart.querySelectorAll(".annotation-text-g")].filter(shown)
    .map((node) => [node.textContent, box(node)]).filter(([, at]) => at.width);
  const all = [...marks, ...chips];
  const meet = (a, b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return {
    met: all.flatMap(([one, a], at) => all.slice(at + 1)
      .filter(([, b]) => meet(a, b)).map(([other]) => `${one} meets ${other}`)),
    marks: marks.length,
    joint: trace.customdata.filter((choice) => choice.startsWith("joint:")).length,
    events: trace.text.reduce((sum, text) => sum + Number(text || 1), 0),
    counts: texts.map((node) => node.textContent).filter(Boolean).length,
    counted: trace.text.filter(Boolean).length,
    chips: chips.length,
  };
}"""

# Whether the one ring of the map goes about a joint mark.
_RINGED = """() => {
  const trace = (name) => document.querySelector(".chart").data.find((t) => t.name === name);
  const [ring, marks] = [trace("chosen"), trace("marks")];
  return ring.x.length === 1 && marks.customdata.some((choice, at) =>
    choice.startsWith("joint:") && marks.x[at] === ring.x[0] && marks.y[at] === ring.y[0]);
}"""

# The marks of one event that are drawn now.
_SINGLE = """() => document.querySelector(".chart").data.find((t) => t.name === "marks").customdata
  .filter((choice) => choice.startsWith("event:")).map((choice) => choice.slice(6))"""


@dataclass(frozen=True)
class Crowd:
    """The marks and chips drawn on the map, and which of their boxes meet.

    `counts` are the figures that are written, `counted` the marks that ought to carry one.
    """

    met: list[str]
    marks: int
    joint: int
    events: int
    counts: int
    counted: int
    chips: int


class StraitlinePage:
    """One open page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait_until_drawn(self) -> StraitlinePage:
        """Until map and timeline are drawn and the page rests."""
        expect(self.page.locator(".chart[data-drawn]")).to_have_count(2, timeout=40_000)
        self.wait_until_resting()
        return self

    def wait_until_resting(self) -> None:
        resting = self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        expect(resting).to_be_visible(timeout=20_000)

    @property
    def counts(self) -> Locator:
        return self.page.get_by_test_id("counts")

    @property
    def numbers(self) -> list[int]:
        """Shown, all, with a place, (beyond the map,) without, dated, undated."""
        return [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", self.counts.inner_text())]

    @property
    def panel(self) -> Locator:
        return self.page.locator(".panel")

    @property
    def notices(self) -> Locator:
        return self.page.locator(".notice")

    @property
    def query(self) -> str:
        return str(self.page.evaluate("location.search"))

    def expect_shown(self, number: int) -> None:
        expect(self.counts).to_contain_text(re.compile(rf"^{number:,} of "))

    def mark(self, trace: str, choice: str = "event:") -> dict[str, Any]:
        """Position of the first visible mark of a trace whose choice begins so."""
        found = self.page.evaluate(_POINT, [trace, choice])
        assert found, f"no mark “{choice}…” of “{trace}” is in view"
        return dict(found)

    def click_mark(self, trace: str, choice: str = "event:") -> str:
        """Click a mark; gives what it stands for, without its kind."""
        self.mark(trace, choice)  # scrolls the figure into view
        self.page.wait_for_timeout(200)
        mark = self.mark(trace, choice)
        self.page.mouse.click(mark["x"], mark["y"])
        return str(mark["choice"]).split(":", 1)[1]

    def chosen_marks(self, chart: int) -> int:
        """Points of the frame about what is chosen: map is chart 0, timeline chart 1."""
        return int(
            self.page.evaluate(
                """(at) => {
                  const trace = document.querySelectorAll(".chart")[at].data
                    .find((trace) => trace.name === "chosen");
                  return trace.x.length;
                }""",
                chart,
            )
        )

    def filter_by_actor(self, typed: str, option: str) -> None:
        self.page.get_by_role("combobox", name="Actors").fill(typed)
        self.page.get_by_role("option", name=re.compile(option)).first.click()
        self.page.keyboard.press("Escape")

    def filter_from(self, day: str) -> None:
        """Type an ISO day into the field “From”."""
        field = self.page.get_by_test_id("stDateInput").filter(has_text="From")
        field.get_by_role("spinbutton").first.click()
        self.page.keyboard.type(day.replace("-", ""))
        self.page.get_by_role("heading", name="Filters").click()  # a date counts once it is left

    def is_wider_than_the_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def watch_names(self) -> None:
        """From now on, at every frame, note which names of the base map meet anything."""
        self.page.evaluate(_WATCH)

    def struck_names(self) -> list[str]:
        """What the watch has noted: which name met what."""
        self.page.wait_for_timeout(400)
        return list(self.page.evaluate("[...window.struck]"))

    def names_on_the_map(self) -> set[str]:
        """The names of the base map that are to be seen, English and local in one."""
        return set(self.page.evaluate("window.names().map((node) => node.textContent)"))

    def crowd(self) -> Crowd:
        """What stands on the map once it has come to rest."""
        self.page.wait_for_timeout(300)
        return Crowd(**self.page.evaluate(_CROWD))

    def events_with_a_mark_of_their_own(self) -> set[str]:
        return set(self.page.evaluate(_SINGLE))

    def rings_a_joint_mark(self) -> bool:
        """Whether the map's one ring goes about a joint mark."""
        return bool(self.page.evaluate(_RINGED))

    def zoom_out(self) -> None:
        self.page.locator('.chart .modebar-btn[data-title="Zoom out"]').click()
        self.page.wait_for_timeout(300)

    def zoom_in(self) -> None:
        self.page.locator('.chart .modebar-btn[data-title="Zoom in"]').click()
        self.page.wait_for_timeout(300)

    def move_map(self, east: float, south: float) -> None:
        """Drag the map, in parts of its width and height."""
        box = self.page.locator(".chart").first.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x - east * box["width"], y - south * box["height"], steps=8)
        self.page.mouse.up()

    def wheel_map(self, turns: int) -> None:
        """Turn the wheel over the middle of the map: below zero zooms in."""
        box = self.page.locator(".chart").first.bounding_box()
        assert box
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        for _ in range(abs(turns)):
            self.page.mouse.wheel(0, 60 if turns > 0 else -60)
            self.page.wait_for_timeout(30)

    def aspect_of_the_map(self) -> float:
        """Pixels of a degree of latitude over those of a degree of longitude."""
        return float(
            self.page.evaluate(
                """() => {
                  const { xaxis, yaxis } = document.querySelector(".chart")._fullLayout;
                  return (yaxis.d2p(24) - yaxis.d2p(25)) / (xaxis.d2p(121) - xaxis.d2p(120));
                }"""
            )
        )
