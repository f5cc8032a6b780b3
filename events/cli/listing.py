"""`straitline list` and `straitline show`: what the store holds."""

from __future__ import annotations

import csv
import difflib
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from events.article import Article
from events.cli.terminal import (
    CommandError,
    StoreOption,
    names,
    open_for_reading,
    results,
    when,
)
from events.filters import Certainty, EventFilter
from events.record import Event, EventDate, EventType, Mention, Status


class Layout(StrEnum):
    """How events are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class RecordLayout(StrEnum):
    """How one event is printed."""

    TEXT = "text"
    JSON = "json"


_EXPECTED: Final[Mapping[str, str]] = {
    "from": "a day such as 2022-08-04",
    "to": "a day such as 2022-08-04",
    "dates": " or ".join(Certainty),
    "type": "one or more of " + ", ".join(EventType),
    "status": "any, or one or more of " + ", ".join(Status),
}


def list_events(
    actor: Annotated[
        list[str] | None,
        typer.Option(help="Id or name; finds who belongs to it too: China finds the PLA."),
    ] = None,
    date_from: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day, as 2022-08-04.")
    ] = None,
    date_to: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Last day, as 2022-08-07.")
    ] = None,
    dates: Annotated[
        str,
        typer.Option(help="`certain`: wholly in the range; `possible`: perhaps in it."),
    ] = Certainty.POSSIBLE,
    event_type: Annotated[
        list[str] | None, typer.Option("--type", help="Event type, such as MOBILIZE.")
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(help="Default: any. occurred,ongoing shows what the page shows at first."),
    ] = None,
    words: Annotated[str, typer.Option(help="Words in title, evidence or article.")] = "",
    layout: Annotated[Layout, typer.Option("--format", help="How to print.")] = Layout.TABLE,
    store: StoreOption = None,
) -> None:
    """List the events of the store, by date.

    The options are those of the page's filters. --actor, --type and --status may be given several
    times, or once with commas.

    Examples:

        straitline list --actor chn-pla --from 2022-08-01 --to 2022-08-31 --dates certain

        straitline list --status planned --words exercise --format csv > planned.csv
    """
    where = _filter(
        {
            "actor": ",".join(_actor_id(name) for name in _items(actor)),
            "from": date_from or "",
            "to": date_to or "",
            "dates": dates,
            "type": ",".join(_items(event_type)),
            "status": ",".join(_items(status)) or "any",
            "words": words,
        }
    )
    with open_for_reading(store) as opened:
        found = opened.events(where)
        if layout is Layout.TABLE:
            others = len(opened.events(replace(where, statuses=()))) - len(found)
            _print_table(found, others, results())
    if layout is Layout.JSON:
        shown = [event.record().model_dump(mode="json") for event in found]
        sys.stdout.write(json.dumps(shown, indent=2, ensure_ascii=False) + "\n")
    elif layout is Layout.CSV:
        _write_csv(found)


def show(
    event_id: Annotated[str, typer.Argument(metavar="ID", help="An id that `list` prints.")],
    layout: Annotated[
        RecordLayout, typer.Option("--format", help="How to print.")
    ] = RecordLayout.TEXT,
    store: StoreOption = None,
) -> None:
    """Show one event: every field, how it was read, and the words that prove it.

    Example:

        straitline show 3f2a90c41b7e
    """
    with open_for_reading(store) as opened:
        try:
            event = opened.event(event_id)
        except KeyError:
            raise CommandError(f"the store holds no event {event_id!r}") from None
        articles = [opened.article(mention.article) for mention in event.mentions]
    if layout is RecordLayout.JSON:
        sys.stdout.write(event.record().model_dump_json(indent=2) + "\n")
    else:
        _print_event(event, articles, results())


def _items(values: Sequence[str] | None) -> list[str]:
    return [item.strip() for value in values or () for item in value.split(",") if item.strip()]


def _actor_id(name: str) -> str:
    """Id of an actor given by id, name or alias; a name of none is bad usage."""
    from events.gazetteer import actors

    known = actors()
    if name in known:
        return name
    wanted = name.casefold()
    spoken = {
        called.casefold(): entry.id
        for entry in known.values()
        for called in (entry.id, *entry.names.values(), *entry.aliases, entry.name)
    }
    if wanted in spoken:
        return spoken[wanted]
    close = difflib.get_close_matches(wanted, spoken, n=3, cutoff=0.7)
    hint = f"; did you mean {' or '.join(spoken[one] for one in close)}?" if close else ""
    raise typer.BadParameter(f"no actor is called {name!r}{hint}", param_hint="--actor")


def _filter(query: Mapping[str, str]) -> EventFilter:
    """The filter of the flags; what a page would pass over with a notice is bad usage here."""
    for name, expected in _EXPECTED.items():
        _, notices = EventFilter.from_query({name: query[name]})
        if notices:
            raise typer.BadParameter(f"{query[name]!r} is not {expected}", param_hint=f"--{name}")
    where, notices = EventFilter.from_query(query)
    if notices:
        raise typer.BadParameter("--from is after --to")
    return where


def _print_table(events: Sequence[Event], others: int, console: Console) -> None:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in ("when", "what", "type", "status", "reports", "id"):
        table.add_column(column, no_wrap=column in {"type", "status", "id"}, overflow="fold")
    for event in events:
        lead = event.lead
        table.add_row(
            when(lead.date),
            Text.assemble(lead.title, "\n", (_who_and_where(lead), "dim")),
            lead.type,
            lead.status,
            str(len(event.mentions)),
            event.id,
        )
    if events:
        console.print(table)
    more = f"; {others} of another status (--status any shows them)" if others else ""
    console.print(f"{_counted(len(events), 'event')}{more}")


def _who_and_where(mention: Mention) -> str:
    """Actors → recipients; relation and place."""
    who = " → ".join(filter(None, (names(mention.actors), names(mention.recipients))))
    where = f"{mention.place.relation} {mention.place.name}" if mention.place else "no place"
    return f"{who}; {where}"


def _print_event(event: Event, articles: Sequence[Article], console: Console) -> None:
    console.print(event.lead.title, style="bold")
    console.print(f"event {event.id}, told by {_counted(len(event.mentions), 'report')}")
    for mention, article in zip(event.mentions, articles, strict=True):
        told = (article.publisher, str(article.published or "no date"), article.url)
        console.print()
        console.print(f"{article.title} ({'; '.join(part for part in told if part)})")
        grid = Table.grid(padding=(0, 2))
        for name, value in _fields(mention):
            grid.add_row(Text(name, "dim"), Text(value), Text(mention.why.get(name, ""), "dim"))
        console.print(grid)
        for quote in (mention.evidence, *mention.further_evidence):
            before, after = (re.sub(r"\s+", " ", words) for words in (quote.prefix, quote.suffix))
            console.print(Text.assemble("…", before, (quote.exact, "bold reverse"), after, "…"))


def _fields(mention: Mention) -> list[tuple[str, str]]:
    place = mention.place
    point = place and (
        f"{place.relation} {place.name} ({place.latitude:.2f}, {place.longitude:.2f},"
        f" ±{place.uncertainty_m / 1000:.0f} km)"
    )
    claimant = mention.claimed_by
    citing = f", citing {claimant.citing}" if claimant.citing else ""
    figures = "; ".join(_figure(figure.text, figure.part) for figure in mention.figures)
    return [
        ("date", _told_date(mention.date) if mention.date else f"none: {mention.date_reason}"),
        ("type", mention.type + (f" ({mention.mode})" if mention.mode else "")),
        ("status", mention.status + (", background" if mention.background else "")),
        ("actors", names(mention.actors) or "none told"),
        ("recipients", names(mention.recipients) or "none told"),
        ("place", point or f"none: {mention.place_reason}"),
        ("figures", figures or "none told"),
        ("claimed_by", claimant.name + citing),
        ("confidence", f"{mention.confidence:.2f}"),
        ("article", mention.article),
        ("made_by", mention.made_by),
    ]


def _told_date(date: EventDate) -> str:
    days = f"{date.earliest or '…'} to {date.latest or '…'}"
    span = "" if date.earliest == date.latest else f" ({days})"
    words = f" “{date.text}”" if date.text else ""
    return f"{date.edtf}{span}, {date.basis}{words}"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _figure(text: str, part: str | None) -> str:
    return f"{text} ({part})" if part else text


def _write_csv(events: Sequence[Event]) -> None:
    rows = [_flat(event) for event in events]
    writer = csv.DictWriter(sys.stdout, fieldnames=list(_flat_fields()), lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)


def _flat_fields() -> tuple[str, ...]:
    return (
        *("id", "title", "date", "earliest", "latest", "basis", "date_text", "type", "status"),
        *("actors", "recipients", "place", "place_name", "relation", "latitude", "longitude"),
        *("uncertainty_m", "place_reason", "figures", "claimed_by", "confidence", "reports"),
        *("article", "evidence"),
    )


def _flat(event: Event) -> dict[str, Any]:
    """One row a event: the record that it is shown by, lists parted by bars."""
    lead = event.lead
    row: dict[str, Any] = dict.fromkeys(_flat_fields())
    row |= lead.model_dump(mode="json", include={"title", "type", "status", "confidence"})
    if lead.date:
        row |= lead.date.model_dump(mode="json", include={"earliest", "latest", "basis"})
        row |= {"date": lead.date.edtf, "date_text": lead.date.text}
    if lead.place:
        row |= lead.place.model_dump(mode="json", exclude={"id", "name"})
        row |= {"place": lead.place.id, "place_name": lead.place.name}
    return row | {
        "id": event.id,
        "actors": "|".join(actor.id for actor in lead.actors),
        "recipients": "|".join(actor.id for actor in lead.recipients),
        "place_reason": lead.place_reason,
        "figures": "|".join(_figure(figure.text, figure.part) for figure in lead.figures),
        "claimed_by": lead.claimed_by.name,
        "reports": len(event.mentions),
        "article": lead.article,
        "evidence": lead.evidence.exact,
    }


def _cell(value: object) -> object:
    """Text of an article that a spreadsheet would run as a formula is quoted with an apostrophe."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t") else value
