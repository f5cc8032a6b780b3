"""A Plotly figure on the page: drawn in place, so that zoom stays, and telling what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components import v1, v2

# A version 1 component serves a folder from the page's own address: here the one that the installed
# plotly package carries plotly.min.js in, wherever it lies and even when it is read-only.
_PLOTLY: Final = v1.declare_component("plotly", path=Path(str(files("plotly"))) / "package_data")
_SOURCE: Final = f"component/{_PLOTLY.name}/plotly.min.js"
_COMPONENT: Final = "straitline_chart"
_HERE: Final = Path(__file__).parent

_mount = v2.component(
    _COMPONENT,
    html='<div class="chart" role="img"></div><p class="left-out" hidden></p>',
    # The buttons stand over the open sea in the corner, not over the islands in the north-east.
    css=".chart { width: 100%; position: relative; overflow: hidden; }"
    " .chart .modebar-container { top: calc(100% - 5.6rem) !important; }"
    # Coasts and outlines run under the names of the map without cutting them.
    " .chart .name { paint-order: stroke; stroke-width: 3px; stroke-linejoin: round;"
    " stroke: color-mix(in srgb, var(--page) 60%, transparent); }",
    js="".join((_HERE / part).read_text(encoding="utf-8") for part in ("joint.js", "chart.js")),
    isolate_styles=False,
)
MAP_CONFIG: Final = {
    "scrollZoom": True,
    "displayModeBar": True,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d"]],
}
TIMELINE_CONFIG: Final = {"displayModeBar": False, "doubleClick": False}


def chart(
    figure: Mapping[str, Any],
    *,
    key: str,
    label: str,
    config: Mapping[str, Any],
    on_picked: Callable[[str], None],
    on_span: Callable[[str, str], None] | None = None,
    aspect: float | None = None,
) -> None:
    """Draw a figure of `data` and `layout`.

    `on_picked` gets the customdata of a clicked mark, `on_span` the ends of a drawn span of time.
    `aspect` is height over width; without it the figure's own height holds. `label` is what a
    screen reader says.
    """

    def picked() -> None:
        choice = st.session_state[key].get("picked")
        if isinstance(choice, str):
            on_picked(choice)

    def span() -> None:
        ends = st.session_state[key].get("span")
        if on_span and isinstance(ends, list) and len(ends) == 2:
            on_span(str(ends[0]), str(ends[1]))

    _mount(
        key=key,
        data={
            "figure": dict(figure),
            "source": _SOURCE,
            "config": dict(config),
            "aspect": aspect,
            "label": label,
        },
        on_picked_change=picked,
        on_span_change=span,
    )
