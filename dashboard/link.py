"""The button that copies the page's address, which is the whole view."""

from __future__ import annotations

from typing import Final

from streamlit.components import v2

from dashboard.theme import Palette

_JS: Final = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  for (const [name, value] of Object.entries(data)) button.style.setProperty(`--${name}`, value);
  button.onclick = async () => {
    const field = parentElement.querySelector("input");
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Link copied";
      setTimeout(() => { button.textContent = "Copy link"; }, 1600);
    } catch {
      // The browser refuses the clipboard: show the address to be copied by hand.
      field.value = location.href;
      field.hidden = false;
      field.select();
    }
  };
}
"""
_CSS: Final = """
:host, div { text-align: right; }
button {
  all: unset; box-sizing: border-box; cursor: pointer; padding: 0.35rem 0.8rem;
  border: 1px solid var(--rule); border-radius: 0.4rem; color: var(--ink); font-size: 0.9rem;
  white-space: nowrap;
}
button:hover { background: var(--raised); }
button:focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; }
input { width: 100%; margin-top: 0.3rem; }
"""
_mount = v2.component(
    "straitline_link",
    html='<div><button type="button" aria-live="polite">Copy link</button>'
    '<input hidden readonly aria-label="address of this view"></div>',
    css=_CSS,
    js=_JS,
)


def copy_link(colours: Palette) -> None:
    """Offer to copy the address; where the clipboard is refused, show it instead."""
    _mount(
        key="link",
        data={"ink": colours.ink, "rule": colours.rule, "raised": colours.raised},
    )
