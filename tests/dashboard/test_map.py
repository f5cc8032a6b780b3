"""The map: every placed event is on it or beside it, and no mark claims more than is known."""

import csv
import json
from math import cos, hypot, radians

import pytest

from dashboard.basemap import FRAME, basemap
from dashboard.map import MIDDLE_LATITUDE, map_figure
from dashboard.marks import beyond_frame, beyond_names, marks, placed_marks, rim
from dashboard.theme import LIGHT
from events import gazetteer
from events.data_files import data_path
from events.filters import EventFilter
from events.record import Status
from tests.dashboard.rows import nowhere, row, snapshot

ALL = EventFilter(statuses=())
PICTURE = snapshot(
    row("kinmen one"),
    row("kinmen two", status=Status.PLANNED),
    row("matsu", place_name="Matsu", latitude=26.15, longitude=119.94, status=Status.DENIED),
    row("bashi", place_name="Bashi Channel", latitude=21.55, longitude=121.45, uncertainty_m=8e4),
    row("taiwan", place_name="Taiwan", latitude=23.75, longitude=121.0, uncertainty_m=2e5),
    row("tokyo", place_name="Tokyo", latitude=35.68, longitude=139.69, uncertainty_m=2e4),
    row("china", place_name="China", latitude=35.0, longitude=103.0, uncertainty_m=2e6),
    nowhere("nowhere"),
)
SHOWN = PICTURE.mask(ALL)
FIGURE = map_figure(PICTURE, SHOWN, LIGHT)


def trace(name: str, figure: dict = FIGURE) -> dict:
    return next(drawn for drawn in figure["data"] if drawn["name"] == name)


def test_every_placed_event_is_on_the_map_or_listed_beyond_it() -> None:
    drawn, beyond = placed_marks(marks(PICTURE, SHOWN))
    told = [
        PICTURE.rows[i].id for mark in (*[m for m, _, _ in drawn], *beyond) for i in mark.events
    ]
    assert sorted(told) == sorted(event.id for event in PICTURE.rows if event.place_name)
    assert {mark.spot.names[0] for mark in beyond} == {"Tokyo", "China"}
    assert beyond_frame(PICTURE, SHOWN)[0].spot.names == ("China",)


def test_events_of_one_spot_are_one_mark_with_their_count() -> None:
    points = trace("marks")
    at = points["customdata"].index("spot:24.440,118.320")
    assert (points["text"][at], points["marker"]["symbol"][at]) == ("2", "hexagon")


def test_a_single_event_is_chosen_by_its_own_mark_and_its_shape_tells_the_status() -> None:
    points = trace("marks")
    at = points["customdata"].index("event:matsu")
    assert points["marker"]["symbol"][at] == "x-thin-open"
    assert (points["x"][at], points["y"][at]) == (119.94, 26.15)


@pytest.mark.parametrize("event", ["bashi", "taiwan"])
def test_a_large_place_has_its_mark_on_the_rim_never_in_the_middle(event: str) -> None:
    drawn, _ = placed_marks(marks(PICTURE, SHOWN))
    mark, x, y = next(d for d in drawn if PICTURE.rows[d[0].events[0]].id == event)
    assert (x, y) in rim(mark.spot)


@pytest.mark.parametrize("event", ["bashi", "taiwan"])
def test_an_area_has_its_true_size(event: str) -> None:
    spot = next(
        s
        for s in PICTURE.spots
        if s.key == PICTURE.spots[PICTURE.spot_of[PICTURE.position[event]]].key
    )
    for x, y in rim(spot):
        east = (x - spot.longitude) * 111.32 * cos(radians((y + spot.latitude) / 2))
        north = (y - spot.latitude) * 110.8
        assert hypot(east, north) == pytest.approx(spot.uncertainty_m / 1000, rel=0.01)


def test_a_disc_among_other_marks_has_its_mark_where_its_rim_is_least_crowded() -> None:
    picture = snapshot(
        row("harbour"),
        row("waters", latitude=24.35, longitude=118.4, uncertainty_m=2e4),
    )
    drawn, _ = placed_marks(marks(picture, picture.mask(ALL)))
    at = {picture.rows[mark.events[0]].id: (x, y) for mark, x, y in drawn}
    east, north = (b - a for a, b in zip(at["harbour"], at["waters"], strict=True))
    assert east > 0 > north


def test_a_wide_area_is_outlined_and_named_with_its_count() -> None:
    chip = FIGURE["layout"]["annotations"][0]
    assert chip["text"].endswith("Taiwan 1")
    assert chip["name"] == "event:taiwan"
    assert "fill" not in trace("areas")
    assert trace("discs")["fill"] == "toself"


def test_what_is_chosen_is_ringed() -> None:
    ringed = trace("chosen", map_figure(PICTURE, SHOWN, LIGHT, event="matsu"))
    assert ringed["x"] == [119.94]
    assert trace("chosen")["x"] == []


def test_all_that_is_chosen_of_several_places_is_ringed() -> None:
    keys = "24.440,118.320|26.150,119.940"
    ringed = trace("chosen", map_figure(PICTURE, SHOWN, LIGHT, spot=keys))
    assert sorted(ringed["x"]) == [118.32, 119.94]


def test_the_marks_tell_what_joins_them_where_they_would_meet() -> None:
    points = trace("marks")
    told = points["meta"]
    assert [int(text or 1) for text in points["text"]] == told["events"]
    for size, events in zip(points["marker"]["size"], told["events"], strict=True):
        assert told["sizes"][events - 1] == size
    assert told["sizes"] == sorted(told["sizes"])
    assert told["sizes"][-1] == told["sizes"][-2]
    assert told["mixed"]["symbol"] == "hexagon"


def test_a_chip_may_move_along_the_whole_outline_of_its_area() -> None:
    chips, told = FIGURE["layout"]["annotations"], FIGURE["layout"]["meta"]
    for chip, words, points in zip(chips, told["chips"], told["rims"], strict=True):
        assert chip["text"].endswith(words)
        assert points[0] == [chip["x"], chip["y"]]
        assert len(points) >= 72


def test_a_title_from_an_article_cannot_bring_markup_into_a_hover() -> None:
    hostile = snapshot(row("x", title='<a href="javascript:alert(1)">click</a>'))
    hover = trace("marks", map_figure(hostile, hostile.mask(ALL), LIGHT))["hovertext"][0]
    assert "<a" not in hover
    assert "&lt;a" in hover


def test_the_axes_keep_the_aspect_of_the_regions_middle() -> None:
    assert FIGURE["layout"]["yaxis"]["scaleratio"] == pytest.approx(
        1 / cos(radians(MIDDLE_LATITUDE))
    )


def test_the_base_map_lies_in_its_frame_and_holds_the_small_islands() -> None:
    drawn = basemap()
    west, south, east, north = FRAME
    assert all(west <= x <= east and south <= y <= north for ring in drawn.land for x, y in ring)
    for name, x, y in [
        ("Yonaguni", 122.98, 24.45),
        ("Uotsuri", 123.474, 25.743),
        ("Taisho", 124.56, 25.922),
        ("Dongyin", 120.49, 26.365),
        ("Pratas", 116.724, 20.704),
        ("Yakushima", 130.53, 30.34),
    ]:
        near = min(hypot(x - a, y - b) for ring in drawn.land for a, b in ring)
        assert near < 0.15, name


def test_all_land_has_one_colour() -> None:
    assert isinstance(trace("land")["fillcolor"], str)


def test_every_name_on_the_map_is_a_place_of_the_gazetteer_near_where_it_is_written() -> None:
    with data_path("basemap", "labels.csv").open(encoding="utf-8", newline="") as file:
        for label in csv.DictReader(file):
            place = gazetteer.places()[label["place"]]
            far = hypot(
                float(label["longitude"]) - place.longitude,
                float(label["latitude"]) - place.latitude,
            )
            assert far < max(0.5, place.extent_km / 80), label["english"]


@pytest.mark.parametrize("rank", [1, 2, 3])
def test_a_name_is_drawn_at_its_first_stand_and_has_others_to_turn_to(rank: int) -> None:
    names = trace(f"names of rank {rank}")
    drawn = zip(names["x"], names["y"], names["textposition"], strict=True)
    for (x, y, side), stands in zip(drawn, names["meta"]["stands"], strict=True):
        assert stands[0] == [pytest.approx(x, abs=1e-3), pytest.approx(y, abs=1e-3), side]
        assert len(stands) >= 3


def test_the_figure_is_plain_json() -> None:
    assert json.loads(json.dumps(FIGURE)) == FIGURE


def test_marks_of_one_name_beside_the_map_are_told_apart_by_their_size() -> None:
    japan = {"place_name": "Japan", "latitude": 36.5, "longitude": 138.0}
    picture = snapshot(
        row("in", uncertainty_m=1e6, **japan),
        row("near", uncertainty_m=1.2e6, **japan),
        row("tokyo", place_name="Tokyo", latitude=35.68, longitude=139.69),
    )
    names = beyond_names(beyond_frame(picture, picture.mask(ALL)))
    assert sorted(names) == ["Japan (to 1,000 km)", "Japan (to 1,200 km)", "Tokyo"]
