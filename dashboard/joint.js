// Marks that would meet on the screen become one joint mark with the sum of their counts, at the
// mean place of their events; nearer in, they part again. Which marks join depends on the scale of
// the map alone, so nothing changes while it is moved.

const APART = 3; // pixels between the boxes of two marks
// A pixel here is about the 100 metres to which places are told apart: nearer in is nothing to see.
const CLOSEST = 1100; // pixels a degree of longitude
const NEARER = 1.25; // a step of the search for the scale that parts a joint mark
const FILLED = 0.7; // the part of the map that what a joint mark holds may fill
const PLACES_IN_HOVER = 8;
// How much wider than their size Plotly draws symbols.
const BREADTH = { "diamond-open": 1.3, "triangle-right": 1.16 };

const breadth = (group) => group.size * (BREADTH[group.symbol] ?? 1) + APART;

const overlap = (a, b) => {
  const reach = (breadth(a) + breadth(b)) / 2;
  return Math.abs(a.left - b.left) < reach && Math.abs(a.top - b.top) < reach;
};

// What a mark of the trace is on a map of this scale, its place in pixels.
function single({ x, y, customdata, marker, meta }, index, [across, up]) {
  return {
    members: [index], left: x[index] * across, top: y[index] * up, events: meta.events[index],
    size: marker.size[index], symbol: marker.symbol[index], color: marker.color[index],
    width: marker.line.width[index], choice: customdata[index],
  };
}

function merged(a, b, { sizes, mixed }) {
  const events = a.events + b.events;
  const mean = (side) => (a[side] * a.events + b[side] * b.events) / events;
  const alike = a.symbol === b.symbol;
  return {
    members: [...a.members, ...b.members].sort((one, other) => one - other), events,
    left: mean("left"), top: mean("top"),
    size: sizes[Math.min(events, sizes.length) - 1],
    symbol: alike ? a.symbol : mixed.symbol,
    color: a.color === b.color ? a.color : mixed.color,
    width: alike ? Math.max(a.width, b.width) : mixed.width,
  };
}

// The groups of a trace of marks at a scale: each mark settles in a grid of cells as wide as the
// widest mark; one that meets a settled mark takes it in and settles anew.
function groupsAt(trace, scale) {
  const cell = Math.max(...trace.meta.sizes) * Math.max(...Object.values(BREADTH)) + APART;
  const cells = new Map();
  const key = (group, east = 0, south = 0) =>
    `${Math.floor(group.left / cell) + east},${Math.floor(group.top / cell) + south}`;
  const around = (group) => [-1, 0, 1].flatMap((east) =>
    [-1, 0, 1].flatMap((south) => cells.get(key(group, east, south)) ?? []));
  trace.x.forEach((_, index) => {
    let group = single(trace, index, scale);
    for (let met; (met = around(group).find((other) => overlap(group, other)));) {
      cells.set(key(met), cells.get(key(met)).filter((other) => other !== met));
      group = merged(met, group, trace.meta);
    }
    cells.set(key(group), [...(cells.get(key(group)) ?? []), group]);
  });
  // In the order of the trace, so that dots stay on top of what is told less closely.
  return [...cells.values()].flat().sort((a, b) => a.members.at(-1) - b.members.at(-1));
}

function hover({ members, events }, { places, events: counts }) {
  const named = new Map();
  for (const at of members) named.set(places[at], (named.get(places[at]) ?? 0) + counts[at]);
  const lines = Array.from(named, ([place, count]) => `${place} ${count}`);
  const more = lines.splice(PLACES_IN_HOVER).length;
  if (more) lines.push(`and ${more} more`);
  const head = `${named.size} ${named.size > 1 ? "places" : "place"}, ${events} events`;
  return [`<b>${head}</b>`, ...lines].join("<br>");
}

function jointTrace(trace, groups, [across, up]) {
  const { meta, marker, textfont } = trace;
  const each = (value) => groups.map(value);
  const own = (group) => group.members.length === 1;
  const first = ({ members }) => members[0];
  const plain = (group) => own(group) || group.symbol === marker.symbol[first(group)];
  return {
    ...trace,
    // Without ids Plotly writes no count where the mark drawn there before had none.
    ids: each(({ members }) => members.join()),
    x: each((group) => (own(group) ? trace.x[first(group)] : group.left / across)),
    y: each((group) => (own(group) ? trace.y[first(group)] : group.top / up)),
    text: each(({ events }) => (events > 1 ? String(events) : "")),
    hovertext: each((group) => (own(group) ? trace.hovertext[first(group)] : hover(group, meta))),
    customdata: each((group, at) => (own(group) ? group.choice : `joint:${at}`)),
    textfont: {
      ...textfont,
      color: each((group) => (plain(group) ? textfont.color[first(group)] : meta.mixed.text)),
    },
    marker: {
      ...marker,
      symbol: each(({ symbol }) => symbol),
      size: each(({ size }) => size),
      color: each(({ color }) => color),
      line: { ...marker.line, width: each(({ width }) => width) },
    },
  };
}

// The ring about what is chosen goes about the joint mark that holds it.
function ringTrace(trace, marks, groups, joint) {
  const ringed = groups.flatMap(({ members }, at) =>
    members.some((member) => marks.meta.chosen.includes(member)) ? [at] : []);
  return {
    ...trace,
    x: ringed.map((at) => joint.x[at]),
    y: ringed.map((at) => joint.y[at]),
    marker: { ...trace.marker, size: ringed.map((at) => groups[at].size + marks.meta.ring) },
  };
}

const marksOf = (traces) => traces.find((trace) => trace.meta?.sizes);

function withJointMarks(traces, groups, scale) {
  const marks = marksOf(traces);
  const joint = jointTrace(marks, groups, scale);
  return traces.map((trace) => {
    if (trace === marks) return joint;
    return trace.name === "chosen" ? ringTrace(trace, marks, groups, joint) : trace;
  });
}

// Where to zoom so that a joint mark parts, all it holds still in view: the middle in degrees and
// the pixels a degree of both axes; nothing where it does not part even at the closest.
function partingView(marks, members, [across, up], width, height) {
  const span = (values) => [Math.min(...values), Math.max(...values)];
  const [west, east] = span(members.map((at) => marks.x[at]));
  const [south, north] = span(members.map((at) => marks.y[at]));
  const room = Math.min((width * FILLED) / (east - west) / across,
    (height * FILLED) / (north - south) / Math.abs(up), CLOSEST / across);
  const parts = (factor) => groupsAt(marks, [across * factor, up * factor])
    .filter((group) => group.members.some((at) => members.includes(at))).length;
  let factor = 1;
  while (factor < room && parts(factor) < members.length) {
    factor = Math.min(factor * NEARER, room);
  }
  if (parts(factor) < 2) return undefined;
  return {
    x: (west + east) / 2, y: (south + north) / 2,
    scale: [across * factor, up * factor],
  };
}
