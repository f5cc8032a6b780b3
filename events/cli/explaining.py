"""`straitline explain`: sentence by sentence, what was found and what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from events.cli.extracting import NO_DATE
from events.cli.terminal import names, results, when
from events.record import Mention
from events.sources import read

if TYPE_CHECKING:
    from events.extraction.extractor import SentenceTrace


def explain(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A text, Markdown or JSON Lines file.")
    ],
) -> None:
    """Print, sentence by sentence, what was found and why it did or did not become an event.

    Example:

        straitline explain report.txt
    """
    from events.extraction.extractor import Extractor

    articles = list(read(file))
    extractor = Extractor()
    console = results()
    for article in articles:
        trace = extractor.trace(article)
        console.print(article.title, style="bold")
        published = f"published {article.published}" if article.published else NO_DATE
        console.print(f"{article.id}, {published}")
        for number, sentence in enumerate(trace.sentences, start=1):
            _print_sentence(number, sentence, console)
        console.print(f"\nrecords: {len(trace.mentions)}")


def _print_sentence(number: int, sentence: SentenceTrace, console: Console) -> None:
    console.print(Text(f"\n{number}. {sentence.text}"))
    grid = Table.grid(padding=(0, 2))
    for finding in sentence.findings:
        grid.add_row(
            Text(finding.kind, "dim"),
            Text(f"“{finding.text}”"),
            Text(finding.reading),
            Text(finding.reason, "dim"),
        )
    for mention in sentence.mentions:
        grid.add_row(Text("event", "bold green"), f"“{mention.trigger}”", _read_as(mention), "")
    for refusal in sentence.refusals:
        grid.add_row(Text("no event", "yellow"), "", Text(refusal), "")
    if grid.row_count:
        console.print(Padding(grid, (0, 0, 0, 3)))


def _read_as(mention: Mention) -> Text:
    parties = names(mention.actors) or "nobody told"
    if mention.recipients:
        parties += f" → {names(mention.recipients)}"
    place = f"{mention.place.relation} {mention.place.name}" if mention.place else "no place"
    parts = (when(mention.date), mention.type, mention.status, parties, place)
    return Text("; ".join(str(part) for part in parts))
