// A Plotly figure that keeps its zoom: redrawn in place, it tells what was clicked and which span
// of time was drawn. Plotly itself comes from the page's own server.

let loading;

function plotly(source) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(source, document.baseURI);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("plotly.min.js did not load"));
    document.head.append(script);
  });
  return loading;
}

// Height follows width where the figure asks for an aspect (a map), else the figure's own. A wide map
// is kept tall enough that its opening view fits between the bounds of its axes, undistorted.
const LEAST_HEIGHT = 330, USUAL_HEIGHT = 620, LEAST_ASPECT = 0.66;

function fit(element, layout, aspect) {
  const width = element.clientWidth;
  if (!aspect) return { width, height: layout.height };
  const usual = Math.min(USUAL_HEIGHT, width * aspect);
  return { width, height: Math.round(Math.max(LEAST_HEIGHT, usual, width * LEAST_ASPECT)) };
}

// From which scale of the x axis on the names of a trace show.
function legible(trace, pixelsPerUnit) {
  return pixelsPerUnit >= (trace.meta.pixels_per_unit ?? 0);
}

// Pixels of a unit of the x axis and of the y axis; the latter is below zero, for up is less.
function scales({ _fullLayout: { xaxis, yaxis } }) {
  const length = ({ range }) => range[1] - range[0];
  return [xaxis._length / length(xaxis), -yaxis._length / length(yaxis)];
}

// Plotly writes into the layout that it is given, hence the copy. The zoom of a map stays.
function draw(element, traces) {
  const layout = structuredClone(element.figure.layout);
  Object.assign(layout, fit(element, layout, element.aspect));
  if (element._fullLayout && element.aspect) {
    for (const axis of ["xaxis", "yaxis"]) layout[axis].range = [...element._fullLayout[axis].range];
  }
  return window.Plotly.react(element, traces, layout, element.config);
}

// Draws marks anew where others than those drawn would meet; nothing where none do.
function join(element) {
  const { data: traces } = element.figure;
  if (!element._fullLayout || !marksOf(traces) || !element.clientWidth) return undefined;
  const now = scales(element);
  const groups = groupsAt(marksOf(traces), now);
  const members = JSON.stringify(groups.map((group) => group.members));
  if (members === element.members) return undefined;
  element.members = members;
  element.groups = groups;
  return draw(element, withJointMarks(traces, groups, now));
}

// A joint mark is zoomed into until it parts; one that does not part is chosen with all its events.
function enter(element, { members }) {
  const marks = marksOf(element.figure.data);
  const { xaxis, yaxis } = element._fullLayout;
  const view = partingView(marks, members, scales(element), xaxis._length, yaxis._length);
  if (!view) {
    element.report("picked", `spot:${members.map((at) => marks.meta.spots[at]).join("|")}`);
    return;
  }
  const range = (axis, middle, scale) => {
    const half = axis._length / Math.abs(scale) / 2;
    const inside = Math.max(axis.minallowed + half, Math.min(axis.maxallowed - half, middle));
    return [inside - half, inside + half];
  };
  window.Plotly.relayout(element, {
    "xaxis.range": range(xaxis, view.x, view.scale[0]),
    "yaxis.range": range(yaxis, view.y, view.scale[1]),
  });
}

// Names of the base map keep clear of marks, chips, buttons, figures of the axes and one another.
// Each trace of names tells in its meta from which scale of the x axis on it shows and where each of
// its names may stand, the best first; a name that finds no room is not shown. Plotly writes a name
// at its first stand; here it is only shifted or hidden, so no redraw follows.
const CLEAR = 2; // pixels between a name and anything else
const AWAY = [0, 7, 14]; // pixels a name may move on from an island, where marks crowd about it
const BUTTONS = ".modebar-btn", FIGURES = ".xtick text, .ytick text";

const meets = (a, b) =>
  a.left < b.right + CLEAR && b.left < a.right + CLEAR &&
  a.top < b.bottom + CLEAR && b.top < a.bottom + CLEAR;

const holds = (frame, box) =>
  box.left >= frame.left && box.right <= frame.right &&
  box.top >= frame.top && box.bottom <= frame.bottom;

// Share of a name's width and height that lies left of and above its point.
const LEFT_OF = { left: 1, center: 0.5, right: 0 };
const ABOVE = { top: 1, middle: 0.5, bottom: 0 };

function* boxes({ width, height }, stands, onScreen) {
  for (const away of AWAY) {
    for (const [longitude, latitude, side] of stands) {
      if (away && side === "middle center") continue;
      const [vertical, horizontal] = side.split(" ");
      const point = onScreen(longitude, latitude);
      const left = point.x - width * LEFT_OF[horizontal] + away * (1 - 2 * LEFT_OF[horizontal]);
      const top = point.y - height * ABOVE[vertical] + away * (1 - 2 * ABOVE[vertical]);
      yield { left, top, right: left + width, bottom: top + height };
    }
  }
}

function drawn(element, trace) {
  return element.querySelector(`.scatterlayer .trace${trace.uid}`);
}

function namesOf(element, trace) {
  const texts = drawn(element, trace)?.querySelectorAll(".textpoint text") ?? [];
  return Array.from(texts, (text, index) => {
    const { left, top, width, height } = text.getBoundingClientRect();
    const { x = 0, y = 0 } = text.shift ?? {};
    return { text, stands: trace.meta.stands[index], left: left - x, top: top - y, width, height };
  });
}

function boxesOf(nodes) {
  return Array.from(nodes, (node) => node.getBoundingClientRect()).filter((box) => box.width);
}

function pointsOf(element) {
  return element._fullData
    .filter((trace) => trace.visible === true && trace.mode?.includes("markers"))
    .flatMap((trace) => [...(drawn(element, trace)?.querySelectorAll(".point") ?? [])]);
}

// Chips of wide areas keep clear of marks, buttons and one another: one that would meet any moves on
// along its outline, whose points layout.meta tells, the nearest first. One without room is left out
// at this zoom and told below the map.
function chipsOf(element) {
  return Array.from(element.querySelectorAll(".annotation"), (node) => {
    const { left, top, width, height } = node.querySelector(".annotation-text-g")
      .getBoundingClientRect();
    const { x = 0, y = 0 } = node.shift ?? {};
    const box = { left: left - x, top: top - y, width, height };
    return { node, ...box, right: box.left + width, bottom: box.top + height };
  }).filter((chip) => chip.width);
}

function* alongRim(chip, rim, onScreen) {
  yield chip;
  for (const [longitude, latitude] of rim) {
    const { x, y } = onScreen(longitude, latitude);
    const [left, top] = [x - chip.width / 2, y - chip.height / 2];
    yield { left, top, right: left + chip.width, bottom: top + chip.height };
  }
}

function placeChips(element, chips, busy, frame, onScreen) {
  const { annotations, meta } = element.layout;
  const leftOut = [];
  for (const chip of chips) {
    const at = Number(chip.node.dataset.index);
    let free;
    for (const box of alongRim(chip, meta.rims[at], onScreen)) {
      if ((box !== chip && !holds(frame, box)) || busy.some((other) => meets(box, other))) continue;
      free = box;
      break;
    }
    chip.node.classList.toggle("no-room", !free);
    if (free) {
      busy.push(free);
      chip.node.shift = { x: free.left - chip.left, y: free.top - chip.top };
      chip.node.setAttribute("transform", `translate(${chip.node.shift.x},${chip.node.shift.y})`);
    } else {
      leftOut.push({ choice: annotations[at].name, label: meta.chips[at] });
    }
  }
  tell(element, leftOut);
}

function tell(element, leftOut) {
  const told = leftOut.map(({ label }) => label).join();
  if (told === (element.leftOut ?? "")) return;
  element.leftOut = told;
  const line = element.parentElement.querySelector(".left-out");
  line.hidden = !leftOut.length;
  const head = leftOut.length ? ["Without room on the map at this zoom:"] : [];
  line.replaceChildren(...head, ...leftOut.map((chip) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = chip.label;
    button.addEventListener("click", () => element.report("picked", chip.choice));
    return button;
  }));
}

function arrange(element) {
  const traces = element._fullData?.filter((trace) => trace.meta?.stands) ?? [];
  if (!traces.length || !element.clientWidth) return;
  const { xaxis, yaxis } = element._fullLayout;
  const plot = element.querySelector(".scatterlayer").getScreenCTM();
  const onScreen = (x, y) => new DOMPoint(xaxis.d2p(x), yaxis.d2p(y)).matrixTransform(plot);
  const frame = element.querySelector(".nsewdrag").getBoundingClientRect();
  // All is measured before anything is written: the browser lays the page out once.
  const [now] = scales(element);
  const busy = boxesOf([...pointsOf(element), ...element.querySelectorAll(BUTTONS)]);
  const figures = boxesOf(element.querySelectorAll(FIGURES));
  const chips = chipsOf(element);
  const names = traces.flatMap((trace) =>
    namesOf(element, trace).map((name) => ({ ...name, shown: legible(trace, now) })));
  placeChips(element, chips, busy, frame, onScreen);
  busy.push(...figures);
  for (const name of names) {
    let free;
    for (const box of name.shown ? boxes(name, name.stands, onScreen) : []) {
      if (!holds(frame, box) || busy.some((other) => meets(box, other))) continue;
      free = box;
      break;
    }
    if (free) busy.push(free);
    place(name, free);
  }
}

// Plotly's own offsets are a little off the stand's: the shift is from where it has really written.
function place(name, box) {
  const { text } = name;
  text.classList.add("name");
  text.style.visibility = box ? "" : "hidden";
  if (!box) return;
  text.shift = { x: box.left - name.left, y: box.top - name.top };
  text.setAttribute("transform", `translate(${text.shift.x},${text.shift.y})`);
}

// Zoomed out to the bounds of its axes, a map would be stretched: the axis that reaches too far gives.
const STRETCH = 0.002;

function keepAspect(element) {
  const { xaxis, yaxis } = element._fullLayout;
  if (!yaxis.scaleanchor) return;
  const [xs, ys] = [xaxis, yaxis].map(({ range }) => range[1] - range[0]);
  const due = (yaxis._length / xaxis._length) * (xs / yaxis.scaleratio);
  if (Math.abs(ys / due - 1) < STRETCH) return;
  const [axis, keep] = ys > due ? [yaxis, due] : [xaxis, xs * (ys / due)];
  const middle = (axis.range[0] + axis.range[1]) / 2;
  const range = [middle - keep / 2, middle + keep / 2];
  window.Plotly.relayout(element, { [`${axis._name}.range`]: range });
}

function listen(element) {
  element.on("plotly_click", (event) => {
    const choice = event.points.map((point) => point.customdata).find((value) => value);
    if (typeof choice !== "string") return;
    const [kind, value] = choice.split(":");
    if (kind === "joint") enter(element, element.groups[Number(value)]);
    else element.report("picked", choice);
  });
  element.on("plotly_clickannotation", (event) => {
    if (event.annotation.name) element.report("picked", event.annotation.name);
  });
  element.on("plotly_selected", (event) => {
    const box = event?.selections?.at(-1);
    if (box) element.report("span", [String(box.x0), String(box.x1)].sort());
  });
  element.on("plotly_relayouting", () => arrange(element));
  element.on("plotly_afterplot", () => {
    join(element);
    arrange(element);
  });
  element.on("plotly_relayout", () => keepAspect(element));
  document.fonts.addEventListener("loadingdone", () => arrange(element));
  new ResizeObserver(() => {
    const size = fit(element, element.layout, element.aspect);
    if (size.width && size.width !== element._fullLayout.width) {
      window.Plotly.relayout(element, size);
    }
  }).observe(element);
}

export default async function ({ data, parentElement, setTriggerValue }) {
  const element = parentElement.querySelector(".chart");
  element.report = setTriggerValue;
  element.aspect = data.aspect;
  element.setAttribute("aria-label", data.label);
  // A figure that has not changed is left alone, zoom and hover included.
  const told = JSON.stringify(data.figure);
  if (told === element.told) return;
  element.told = told;
  await plotly(data.source);
  const first = !element._fullLayout;
  element.figure = data.figure;
  element.config = { displaylogo: false, ...data.config };
  element.members = undefined;
  await (join(element) ?? draw(element, data.figure.data));
  if (first) listen(element);
  await join(element);
  arrange(element);
  element.dataset.drawn = String(Number(element.dataset.drawn ?? 0) + 1);
}
