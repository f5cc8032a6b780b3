// A list of events. All text goes in as text, never as markup.

function element(name, classes, text) {
  const made = document.createElement(name);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

function line(row, chosen, choose) {
  const button = element("button", row.id === chosen ? "event chosen" : "event");
  button.type = "button";
  button.dataset.event = row.id;
  button.setAttribute("aria-pressed", String(row.id === chosen));
  const glyph = element("span", "glyph", row.glyph);
  glyph.style.color = row.colour;
  glyph.title = row.status;
  const when = element("span", "when", row.when);
  when.append(element("span", "edtf", row.edtf));
  const what = element("span", "what", row.title);
  what.append(element("span", "who", row.who));
  const where = element("span", "where", row.where);
  button.append(glyph, when, what, where);
  if (row.reason) button.append(element("span", "reason", row.reason));
  button.addEventListener("click", () => choose(row.id));
  return button;
}

export default function ({ data, parentElement, setTriggerValue }) {
  const list = parentElement.querySelector(".listing");
  for (const [name, value] of Object.entries(data.colours)) {
    list.style.setProperty(`--${name}`, value);
  }
  const choose = (id) => setTriggerValue("picked", id);
  list.replaceChildren(...data.rows.map((row) => line(row, data.chosen, choose)));
}
