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

// Names thin out: a trace with meta.pixels_per_unit shows only from that scale of the x axis on.
function legible(trace, pixelsPerUnit) {
  const least = trace.meta?.pixels_per_unit;
  return least === undefined || pixelsPerUnit >= least;
}

function scale(element, layout) {
  const axis = element._fullLayout?.xaxis;
  const [from, to] = axis ? axis.range : layout.xaxis.range;
  return element.clientWidth / (to - from);
}

function thin(element) {
  const now = scale(element);
  element.data.forEach((trace, index) => {
    if (trace.meta?.pixels_per_unit === undefined) return;
    const visible = legible(trace, now);
    if (trace.visible !== visible) window.Plotly.restyle(element, { visible }, [index]);
  });
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
  element.on("plotly_relayout", () => thin(element));
  new ResizeObserver(() => {
    const size = fit(element, element.layout, element.aspect);
    if (size.width && size.width !== element._fullLayout.width) {
      window.Plotly.relayout(element, size).then(() => thin(element));
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
  const now = scale(element, layout);
  for (const trace of traces) {
    if (trace.meta?.pixels_per_unit !== undefined) trace.visible = legible(trace, now);
  }
  await Plotly.react(element, traces, layout, { displaylogo: false, ...data.config });
  if (first) listen(element);
  thin(element);
  element.dataset.drawn = String(Number(element.dataset.drawn ?? 0) + 1);
}
