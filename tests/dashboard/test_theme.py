"""The palettes hold in colour blindness and in grey; the shapes tell every status apart."""

from itertools import combinations

import numpy as np
import pytest

from dashboard.streamlit_flags import STREAMLIT_FLAGS
from dashboard.theme import CLASS_OF, DARK, GLYPHS, LIGHT, SYMBOLS, Palette
from events.record import EventType, Status

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of linear RGB."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    scaled = to_xyz @ np.clip(rgb, 0, 1) / np.array([0.9505, 1.0, 1.089])
    root = np.where(scaled > 0.008856, np.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def luminance(colour: str) -> float:
    return float(linear(colour) @ np.array([0.2126, 0.7152, 0.0722]))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_classes_stay_apart_for_every_eye(colours: Palette, blindness: str) -> None:
    seen = {
        name: lab(BLINDNESS[blindness] @ linear(colour)) for name, colour in colours.classes.items()
    }
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 11, (one, other)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_and_marks_stand_out(colours: Palette) -> None:
    for ground in (colours.page, colours.raised, colours.highlight):
        assert contrast(colours.ink, ground) >= 7
    for ground in (colours.page, colours.raised, colours.land, colours.sea):
        assert contrast(colours.muted, ground) >= 4.5
    for colour in colours.classes.values():
        assert contrast(colour, colours.page) >= 2.4


def test_every_type_has_a_class_and_every_status_a_shape_of_its_own() -> None:
    assert set(CLASS_OF) == set(EventType)
    assert len(set(SYMBOLS.values())) == len(set(GLYPHS.values())) == len(Status)


def test_the_page_is_served_without_usage_statistics() -> None:
    assert STREAMLIT_FLAGS["browser.gatherUsageStats"] == "false"
