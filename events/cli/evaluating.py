"""`straitline evaluate`: how right the extractor is, against annotations."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from events.article import Article
from events.cli.terminal import messages, progress, results
from events.data_files import data_path
from events.sources import read

_WIDE: Final = 130

if TYPE_CHECKING:
    from events.evaluation import Error, Evaluation, Reading, Tally
    from events.extraction.extractor import Trace


def evaluate(
    gold: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="A gold file or a folder of them (default: the sample corpus').",
            show_default=False,
        ),
    ] = None,
    articles: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="The articles that the gold annotates (default: the sample corpus).",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
    list_errors: Annotated[
        bool, typer.Option("--errors", help="List what was missed, invented or read wrongly.")
    ] = False,
) -> None:
    """Compare what the extractor finds with what annotators recorded, field by field.

    Precision is the share of the records given that are right, recall the share of the annotated
    ones that were found. A field is measured on the matched records: its accuracy, or its F1
    where it holds several values.

    Examples:

        straitline evaluate

        straitline evaluate --errors

        straitline evaluate --gold my-gold/ --articles my-articles/ --json
    """
    from events import evaluation

    annotated = evaluation.load(gold or data_path("gold"), read(articles or data_path("articles")))
    traces = _traces([one.article for one in annotated])
    result = evaluation.evaluate(annotated, lambda one: traces[one.id].mentions)
    found = evaluation.errors(result, _refusals(traces)) if list_errors else []
    if as_json:
        told = result.as_json()
        if list_errors:
            told["errors"] = [asdict(error) for error in found]
        sys.stdout.write(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
        return
    _print(result, results())
    if list_errors:
        _print_errors(found, results())


def _traces(articles: list[Article]) -> dict[str, Trace]:
    from events.extraction.extractor import Extractor

    extractor = Extractor()
    with progress(messages()) as bar:
        each = bar.track(articles, description="Extracting")
        return {article.id: extractor.trace(article) for article in each}


def _refusals(traces: Mapping[str, Trace]) -> Callable[[str, Reading], str]:
    """Why the sentence of a missed record gave none, or what it gave instead."""

    def why(article: str, missed: Reading) -> str:
        for sentence in traces[article].sentences:
            if missed.quote in sentence.text or sentence.text in missed.quote:
                taken = (f"“{m.trigger}” was taken" for m in sentence.mentions)
                return "; ".join([*sentence.refusals, *taken]) or "no word of it is a trigger"
        return ""

    return why


def _print(result: Evaluation, console: Console) -> None:
    console.print(f"{len(result.outcomes)} articles, {result.events.asked} records annotated\n")
    table = Table("events", "precision", "recall", "F1", "found", "given", "annotated", box=None)
    table.add_row("all genres", *_shares(result.events))
    for genre, part in result.by_genre.items():
        table.add_row(genre, *_shares(part.events))
    console.print(table)
    console.print()
    # On a narrow terminal the genres' columns would be squeezed to nothing.
    genres = result.by_genre if console.width >= _WIDE else {}
    fields = Table("field, on matched records", "accuracy or F1", "values", *genres, box=None)
    for name, tally in result.fields.items():
        each = [_share(part.fields[name].f1) for part in genres.values()]
        fields.add_row(name, _share(tally.f1), str(tally.asked), *each)
    console.print(fields)


def _shares(tally: Tally) -> list[str]:
    shares = [_share(tally.precision), _share(tally.recall), _share(tally.f1)]
    return [*shares, str(tally.right), str(tally.given), str(tally.asked)]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _print_errors(found: list[Error], console: Console) -> None:
    kinds: dict[str, list[Error]] = {}
    for error in found:
        kinds.setdefault(error.kind, []).append(error)
    for kind, errors in kinds.items():
        console.print(Text(f"\n{kind}: {len(errors)}", "bold"))
        for error in errors:
            console.print(Text.assemble("  ", (error.article, "dim"), f"  {error.sentence}"))
            if error.expected:
                console.print(Text(f"      annotated: {error.expected}"))
            if error.given:
                console.print(Text(f"      extracted: {error.given}"))
            if error.reason:
                console.print(Text(f"      because: {error.reason}", "dim"))
