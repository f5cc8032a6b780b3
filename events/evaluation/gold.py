"""Gold annotations: which records an article must yield, checked against its own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Self

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from events.article import Article
from events.extraction.dates.edtf import bounds
from events.gazetteer import actors, places
from events.record import DateBasis, EventType, Relation, Status

REPORTER: Final = "reporter"
"""What gold says of a happening that the reporter tells in his own voice."""
UNNAMED: Final = frozenset({"analysts", "officials", "sources", "witnesses"})
"""Claimants without a name, hence without an actor id."""


class GoldError(ValueError):
    """Faults of gold files, one a line, each with file and record number."""


class GoldFigure(BaseModel):
    """A counted thing: a quantity, or a range that may be open above."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quantity: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: Annotated[str, Field(min_length=1)]
    part: str | None = None

    @model_validator(mode="after")
    def _quantity_or_range(self) -> Self:
        if (self.quantity is None) == (self.minimum is None):
            raise ValueError("a figure has either a quantity or a minimum")
        return self


def _edtf(value: object) -> object:
    """YAML reads an unquoted 2021-12-27 as a day and 1949 as a number."""
    return str(value) if isinstance(value, dt.date | int) else value


class GoldRecord(BaseModel):
    """One record that an article must yield; `trigger` lies in `evidence`, both as in the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trigger: Annotated[str, Field(min_length=1)]
    evidence: Annotated[str, Field(min_length=1)]
    date: Annotated[str | None, BeforeValidator(_edtf)]
    basis: DateBasis | None
    type: EventType
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    relation: Relation | None = None
    figures: tuple[GoldFigure, ...] = ()
    claimed_by: str
    background: bool = False
    optional: bool = False
    why: str | None = None

    @field_validator("date")
    @classmethod
    def _is_edtf(cls, value: str | None) -> str | None:
        if value is not None:
            bounds(value)
        return value

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.trigger not in self.evidence:
            raise ValueError("the trigger is not in the evidence")
        if (self.date is None) != (self.basis is None):
            raise ValueError("date and basis are given together or not at all")
        if self.optional and not self.why:
            raise ValueError("an optional record says why")
        return self

    def unknown_ids(self) -> Iterator[str]:
        """Ids that the gazetteer does not hold."""
        claimants = () if self.claimed_by in {REPORTER, *UNNAMED} else (self.claimed_by,)
        for actor in (*self.actors, *self.recipients, *claimants):
            if actor not in actors():
                yield f"actor {actor}"
        if self.place is not None and self.place not in places():
            yield f"place {self.place}"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with the records it must yield."""

    article: Article
    records: tuple[GoldRecord, ...]


def load(gold: Path, articles: Iterable[Article]) -> list[GoldArticle]:
    """Read a gold file or a folder of them. GoldError lists every fault of every file."""
    known = {article.id: article for article in articles}
    files = sorted(gold.glob("*.yaml")) if gold.is_dir() else [gold]
    if not files:
        raise GoldError(f"{gold}: no gold files (*.yaml) in this folder")
    faults: list[str] = []
    read = [found for file in files if (found := _read(file, known, faults))]
    if faults:
        raise GoldError("\n".join(faults))
    return read


def _read(file: Path, known: Mapping[str, Article], faults: list[str]) -> GoldArticle | None:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValueError, yaml.YAMLError) as error:
        faults.append(f"{file.name}: {' '.join(str(error).split())}")
        return None
    if not isinstance(content, dict) or not isinstance(content.get("events"), list):
        faults.append(f"{file.name}: no list of `events`")
        return None
    article = known.get(str(content.get("article")))
    if article is None:
        faults.append(f"{file.name}: there is no article {content.get('article')!r}")
        return None
    records = []
    for number, value in enumerate(content["events"], start=1):
        try:
            records.append(_record(value, article))
        except ValueError as error:
            faults.append(f"{file.name}, record {number}: {_first_fault(error)}")
    return GoldArticle(article, tuple(records))


def _record(value: Any, article: Article) -> GoldRecord:
    record = GoldRecord.model_validate(value)
    if record.evidence not in article.text:
        raise ValueError(f"the evidence is not in the article: {record.evidence[:60]!r}")
    if unknown := ", ".join(record.unknown_ids()):
        raise ValueError(f"not in the gazetteer: {unknown}")
    return record


def _first_fault(error: ValueError) -> str:
    if not isinstance(error, ValidationError):
        return str(error)
    fault = error.errors()[0]
    field = ".".join(str(part) for part in fault["loc"])
    return f"{field}: {fault['msg']}" if field else str(fault["msg"])
