"""What an analyst does on the page, in Chromium, on the demo."""

from __future__ import annotations

from datetime import date
from math import cos, radians
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from events.filters import EventFilter
from events.store import Store
from tests.browser.conftest import Visitor
from tests.browser.straitline_page import StraitlinePage


def shown(store: Store, **where: object) -> int:
    return len(store.events(EventFilter(**where)))  # type: ignore[arg-type]


def expect_counts_to_add_up(page: StraitlinePage) -> None:
    numbers = page.numbers
    number, _, placed = numbers[:3]
    unplaced, dated, undated = numbers[-3:]
    assert placed + unplaced == number
    assert dated + undated == number


def test_the_demo_opens_with_every_count_of_the_store(visitor: Visitor, store: Store) -> None:
    page = visitor.open().wait_until_drawn()
    assert page.numbers[:2] == [shown(store), store.event_count]
    expect_counts_to_add_up(page)
    assert page.query == ""
    tray = page.page.get_by_test_id("stExpander").filter(has_text="without a place")
    tray.click()
    expect(tray.locator(".reason").first).to_be_visible()


def test_filters_by_actor_and_date_say_what_the_store_says(visitor: Visitor, store: Store) -> None:
    page = visitor.open().wait_until_drawn()
    page.filter_by_actor("China", r"^China \(?.*· \d")
    page.expect_shown(shown(store, actors=("chn",)))
    page.filter_from("2025-01-01")
    page.page.wait_for_url("**/?actor=chn&from=2025-01-01")
    page.expect_shown(shown(store, actors=("chn",), date_from=date(2025, 1, 1)))
    expect_counts_to_add_up(page)


def test_a_state_finds_its_services(visitor: Visitor, store: Store) -> None:
    page = visitor.open("?actor=chn-pla").wait_until_drawn()
    page.expect_shown(shown(store, actors=("chn-pla",)))
    assert 0 < shown(store, actors=("chn-pla",)) < shown(store, actors=("chn",))


def test_an_event_picked_on_the_map_is_chosen_everywhere(visitor: Visitor, store: Store) -> None:
    page = visitor.open().wait_until_drawn()
    event = page.click_mark("marks")
    expect(page.panel.locator("mark").first).to_be_visible()
    lead = store.event(event).lead
    expect(page.panel.locator("h3")).to_have_text(lead.title)
    expect(page.panel.locator("mark").first).to_have_text(lead.evidence.exact)
    expect(page.page.locator(f'.event.chosen[data-event="{event}"]').first).to_be_attached()
    page.wait_until_resting()
    assert page.chosen_marks(0) == 1
    assert page.query == f"?event={event}"


def test_an_event_picked_on_the_timeline_opens_its_proof(visitor: Visitor, store: Store) -> None:
    page = visitor.open().wait_until_drawn()
    event = page.click_mark("days")
    expect(page.panel.locator("mark").first).to_have_text(store.event(event).lead.evidence.exact)
    page.wait_until_resting()
    assert page.chosen_marks(1) > 0


def test_an_event_picked_in_the_list_is_marked_on_the_timeline(
    visitor: Visitor, store: Store
) -> None:
    page = visitor.open().wait_until_drawn()
    line = page.page.locator(".st-key-list .event").nth(2)
    event = line.get_attribute("data-event")
    line.click()
    expect(page.panel.locator("mark").first).to_have_text(
        store.event(str(event)).lead.evidence.exact
    )
    page.wait_until_resting()
    assert page.chosen_marks(1) > 0
    page.page.get_by_role("button", name="Close", exact=True).click()
    expect(page.page.locator(".reading")).to_be_visible()


def test_a_mark_of_many_events_opens_their_list(visitor: Visitor) -> None:
    page = visitor.open().wait_until_drawn()
    page.click_mark("marks", "spot:")
    lines = page.page.locator(".st-key-spot_list .event")
    expect(lines.nth(1)).to_be_visible()
    lines.first.click()
    expect(page.panel.locator("mark").first).to_be_visible()
    page.page.get_by_role("button", name="Back to this place's events").click()
    expect(lines.first).to_be_visible()


def test_a_span_drawn_on_the_timeline_filters_by_it(visitor: Visitor) -> None:
    page = visitor.open().wait_until_drawn()
    before = page.numbers[0]
    mark = page.mark("days")
    page.page.wait_for_timeout(200)
    mark = page.mark("days")
    page.page.mouse.move(mark["x"] - 12, mark["y"])
    page.page.mouse.down()
    page.page.mouse.move(mark["x"] + 260, mark["y"] + 4, steps=6)
    page.page.mouse.up()
    page.page.wait_for_url("**/?from=*")
    page.wait_until_resting()
    assert 0 < page.numbers[0] < before


def test_a_copied_link_shows_the_same_in_a_fresh_browser(visitor: Visitor) -> None:
    page = visitor.open().wait_until_drawn()
    page.filter_by_actor("Japan", r"^Japan \(?.*· \d")
    page.page.wait_for_url("**/?actor=jpn")
    page.page.locator(".st-key-list .event").first.click()
    expect(page.panel.locator("mark").first).to_be_visible()
    page.page.wait_for_url("**event=*")
    page.page.get_by_role("button", name="Copy link").click()
    expect(page.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.page.evaluate("navigator.clipboard.readText()")
    other = visitor.open(link).wait_until_drawn()
    assert other.numbers == page.numbers
    assert other.panel.inner_text() == page.panel.inner_text()
    assert other.query == page.query


def test_back_and_forward_go_through_the_views(visitor: Visitor, store: Store) -> None:
    page = visitor.open("?actor=jpn").wait_until_drawn()
    page.page.locator(".st-key-list .event").first.click()
    page.page.wait_for_url("**event=*")
    page.wait_until_resting()
    page.page.go_back()
    expect(page.panel).to_have_count(0)
    page.expect_shown(shown(store, actors=("jpn",)))
    page.page.go_forward()
    expect(page.panel.locator("mark").first).to_be_visible()


def test_a_damaged_link_gives_a_notice_for_each_fault_and_safe_defaults(
    visitor: Visitor, store: Store
) -> None:
    damaged = {
        "actor": "atlantis",
        "from": "2021-99-99",
        "to": "0001-01-01",
        "dates": "surely",
        "type": "WAR",
        "status": "maybe",
        "lanes": "<script>",
        "time": "never",
        "event": "../../etc/passwd",
        "at": "nowhere",
        "colour": "red",
    }
    page = visitor.open(f"?{urlencode(damaged)}").wait_until_drawn()
    page.expect_shown(shown(store))
    told = page.notices.inner_text()
    assert len(told.splitlines()) == len(damaged)
    assert "atlantis" in told
    assert "<" not in told
    assert page.page.get_by_test_id("stException").count() == 0
    assert page.query == ""


@pytest.mark.parametrize(
    ("mode", "width"),
    [
        ("dark", 1920),
        ("light", 1440),
        ("dark", 1440),
        ("light", 1024),
        ("light", 390),
        ("dark", 390),
    ],
)
def test_nothing_is_wider_than_the_screen_and_the_proof_is_in_view(
    visitor: Visitor, mode: str, width: int
) -> None:
    size = {"width": width, "height": 844}
    page = visitor.open(viewport=size, color_scheme=mode).wait_until_drawn()
    page.page.locator(".st-key-list .event").first.click()
    expect(page.panel.locator("mark").first).to_be_visible()
    page.wait_until_resting()
    assert not page.is_wider_than_the_screen()
    expect(page.panel.locator("h3")).to_be_in_viewport()
    assert page.aspect_of_the_map() == pytest.approx(1 / cos(radians(25)), rel=0.005)
    sea = page.page.evaluate("document.querySelector('.chart')._fullLayout.plot_bgcolor")
    assert sea == {"light": "#e4ecef", "dark": "#151e24"}[mode]


def test_no_result_says_which_filter_to_loosen(visitor: Visitor, store: Store) -> None:
    page = visitor.open("?actor=jpn&from=1700-01-01&to=1700-12-31")
    page.page.get_by_role("button", name="Without the dates").click()
    page.expect_shown(shown(store, actors=("jpn",)))


def test_words_find_what_the_store_finds(visitor: Visitor, store: Store) -> None:
    page = visitor.open("?words=Yonaguni").wait_until_drawn()
    assert shown(store, words="Yonaguni") > 0
    page.expect_shown(shown(store, words="Yonaguni"))


@pytest.mark.parametrize("width", [1440, 390])
def test_names_of_the_map_never_meet_marks_chips_buttons_or_one_another(
    visitor: Visitor, width: int
) -> None:
    size = {"width": width, "height": 844}
    page = visitor.open(viewport=size, color_scheme="light").wait_until_drawn()
    page.watch_names()
    assert page.struck_names() == []
    opening = page.names_on_the_map()
    assert {"Amami奄美", "Okinawa沖縄", "East China Sea東海・東シナ海"} <= opening
    page.zoom_in()
    page.zoom_in()
    page.move_map(east=-0.3, south=-0.1)
    assert page.struck_names() == []
    assert "Taiwan臺灣" in page.names_on_the_map()
    page.wheel_map(-6)
    page.wheel_map(14)
    page.page.wait_for_timeout(300)
    assert page.aspect_of_the_map() == pytest.approx(1 / cos(radians(25)), rel=0.005)
    page.page.set_viewport_size({"width": width - 40, "height": 844})
    assert page.struck_names() == []
    assert len(page.names_on_the_map()) >= 4


@pytest.mark.parametrize("width", [1440, 390])
def test_marks_and_chips_never_meet_and_their_counts_add_up_at_any_zoom(
    visitor: Visitor, width: int
) -> None:
    size = {"width": width, "height": 844}
    page = visitor.open(viewport=size, color_scheme="light").wait_until_drawn()
    opening = page.crowd()
    for step in (page.zoom_out, page.zoom_out, page.zoom_in, page.zoom_in, page.zoom_in):
        step()
        crowd = page.crowd()
        assert crowd.met == []
        assert crowd.counts == crowd.counted
        assert crowd.events == opening.events
    assert opening.met == []
    assert opening.joint > 0
    assert opening.chips > 3
    assert opening.counts == opening.counted
    page.wheel_map(-12)
    nearest = page.crowd()
    assert nearest.met == []
    assert nearest.marks > opening.marks
    page.wheel_map(30)
    page.page.set_viewport_size({"width": width - 40, "height": 844})
    assert page.crowd().met == []


@pytest.mark.parametrize("width", [1440, 390])
def test_a_click_on_a_joint_mark_parts_it_and_the_zoom_stays(visitor: Visitor, width: int) -> None:
    size = {"width": width, "height": 844}
    page = visitor.open(viewport=size, color_scheme="light").wait_until_drawn()
    before, singles = page.crowd(), page.events_with_a_mark_of_their_own()
    page.click_mark("marks", "joint:")
    parted = page.crowd()
    assert parted.marks > before.marks
    assert parted.events == before.events
    assert parted.met == []
    assert page.query == ""
    freed = page.events_with_a_mark_of_their_own() - singles
    assert freed
    page.page.locator(".st-key-list .event").first.click()
    expect(page.panel.locator("mark").first).to_be_visible()
    page.wait_until_resting()
    assert page.crowd().marks == parted.marks
    page.page.locator('.chart .modebar-btn[data-title="Reset axes"]').click()
    assert page.crowd().marks == before.marks
    other = visitor.open(f"?event={freed.pop()}", viewport=size).wait_until_drawn()
    assert other.rings_a_joint_mark()


def test_a_link_to_several_places_lists_their_events_together(
    visitor: Visitor, store: Store
) -> None:
    placed = {row.id: row for row in store.rows() if row.latitude is not None}
    page = visitor.open().wait_until_drawn()
    for _ in range(3):
        page.zoom_in()
    one, other = sorted(page.events_with_a_mark_of_their_own() & set(placed))[:2]
    keys = [f"{placed[i].latitude:.3f},{placed[i].longitude:.3f}" for i in (one, other)]
    spots = [
        key
        if (row.uncertainty_m or 0) <= 15_000
        else f"{key},{(row.uncertainty_m or 0) / 1000:.0f}"
        for key, row in zip(keys, (placed[one], placed[other]), strict=True)
    ]
    page = visitor.open(f"?{urlencode({'at': '|'.join(spots)})}").wait_until_drawn()
    listed = page.page.locator(".st-key-spot_list .event")
    expect(listed).to_have_count(2)
    assert {line.get_attribute("data-event") for line in listed.all()} == {one, other}
