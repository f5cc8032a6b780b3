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

function scale(element) {
  const { range, _length } = element._fullLayout.xaxis;
  return _length / (range[1] - range[0]);
}

// Names of the base map keep clear of marks, chips, buttons, figures of the axes and one another.
// Each trace of names tells in its meta from which scale of the x axis on it shows and where each of
// its names may stand, the best first; a name that finds no room is not shown. Plotly writes a name
// at its first stand; here it is only shifted or hidden, so no redraw follows.
const CLEAR = 2; // pixels between a name and anything else
const AWAY = [0, 7, 14]; // pixels a name may move on from an island, where marks crowd about it
const OBSTACLES = ".annotation-text-g, .modebar-btn, .xtick text, .ytick text";

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

function taken(element) {
  const points = element._fullData
    .filter((trace) => trace.visible === true && trace.mode?.includes("markers"))
    .flatMap((trace) => [...(drawn(element, trace)?.querySelectorAll(".point") ?? [])]);
  const others = [...points, ...element.querySelectorAll(OBSTACLES)];
  return others.map((other) => other.getBoundingClientRect()).filter((box) => box.width);
}

function arrange(element) {
  const traces = element._fullData?.filter((trace) => trace.meta?.stands) ?? [];
  if (!traces.length || !element.clientWidth) return;
  const { xaxis, yaxis } = element._fullLayout;
  const plot = element.querySelector(".scatterlayer").getScreenCTM();
  const onScreen = (x, y) => new DOMPoint(xaxis.d2p(x), yaxis.d2p(y)).matrixTransform(plot);
  const frame = element.querySelector(".nsewdrag").getBoundingClientRect();
  // All is measured before anything is written: the browser lays the page out once.
  const now = scale(element);
  const busy = taken(element);
  const names = traces.flatMap((trace) =>
    namesOf(element, trace).map((name) => ({ ...name, shown: legible(trace, now) })));
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
    if (typeof choice === "string") element.report("picked", choice);
  });
  element.on("plotly_clickannotation", (event) => {
    if (event.annotation.name) element.report("picked", event.annotation.name);
  });
  element.on("plotly_selected", (event) => {
    const box = event?.selections?.at(-1);
    if (box) element.report("span", [String(box.x0), String(box.x1)].sort());
  });
  for (const change of ["afterplot", "relayouting"]) {
    element.on(`plotly_${change}`, () => arrange(element));
  }
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
  const Plotly = await plotly(data.source);
  const { data: traces, layout } = data.figure;
  const first = !element._fullLayout;
  Object.assign(layout, fit(element, layout, data.aspect));
  await Plotly.react(element, traces, layout, { displaylogo: false, ...data.config });
  if (first) listen(element);
  arrange(element);
  element.dataset.drawn = String(Number(element.dataset.drawn ?? 0) + 1);
}
