"""Finding events by words: what is searched, how a query is read, and the clause that it becomes.

Text and query are folded alike (NFKC, case folded, white space made one space), and a term is found
as a substring: that serves languages that write no spaces, and means the same on every database.
Terms of three characters and more go through an FTS5 trigram index, shorter ones through the folded
text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from events.article import Article
from events.record import Mention
from events.store import schema

TRIGRAM: Final = 3
"""Characters of the shortest term that the trigram index finds."""

MOST_TERMS: Final = 200
"""Terms of one query that count; SQLite limits the depth of an expression to 1,000."""

_TERM: Final = re.compile(r'"([^"]+)"|([^\s"]+)')
_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

article_words: Final = sa.table("article_words", sa.column("rowid"), sa.column("folded"))
mention_words: Final = sa.table("mention_words", sa.column("rowid"), sa.column("folded"))


def create_indexes(connection: sa.Connection) -> None:
    """Create the word indexes; `rowid` is the `row` of the article or mention."""
    for table in (article_words, mention_words):
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {table.name}"
            " USING fts5(folded, tokenize='trigram case_sensitive 1')"
        )


def fold(text: str) -> str:
    """The form in which text is compared: "Ｆ－１６ Médium" and "f-16 médium" are the same."""
    composed = unicodedata.normalize("NFKC", text).casefold()
    spaced = _CONTROLS.sub(" ", unicodedata.normalize("NFKC", composed))
    return " ".join(spaced.split())


def terms(words: str) -> tuple[str, ...]:
    """The folded terms of a query: words, and phrases in double quotes; at most `MOST_TERMS`.

    A term that is part of another says nothing more, and is left out.
    """
    found = {
        term.strip(): None
        for phrase, word in _TERM.findall(fold(words))
        if (term := phrase or word).strip()
    }
    asked = list(found)[:MOST_TERMS]
    return tuple(
        term for term in asked if not any(term != other and term in other for other in asked)
    )


def searched_article(article: Article) -> str:
    """What is searched of an article: its title and its text."""
    return _pieces((article.title, article.text))


def searched_mention(mention: Mention) -> str:
    """What is searched of a mention: its title and its quotes."""
    quotes = (evidence.exact for evidence in (mention.evidence, *mention.further_evidence))
    return _pieces((mention.title, *quotes))


def reported_in_words(words: str) -> sa.Select[tuple[str]] | None:
    """Ids of the events of which one report holds every term; None where `words` has no term.

    A report holds a term that is part of its title, its quotes, or its article's title or text.
    """
    asked = terms(words)
    if not asked:
        return None
    return (
        sa.select(schema.report.c.event)
        .join(schema.mention, schema.report.c.mention == schema.mention.c.row)
        .where(schema.stands(schema.report), *(_holds(term) for term in asked))
    )


def _holds(term: str) -> sa.ColumnElement[bool]:
    return schema.mention.c.row.in_(_rows_with(mention_words, term)) | schema.mention.c.article.in_(
        _rows_with(article_words, term)
    )


def _rows_with(index: sa.TableClause, term: str) -> sa.Select[tuple[int]]:
    rows = sa.select(index.c.rowid)
    if len(term) < TRIGRAM:
        return rows.where(sa.func.instr(index.c.folded, term) > 0)
    phrase = '"' + term.replace('"', '""') + '"'
    return rows.where(sa.literal_column(index.name).op("MATCH")(phrase))


def _pieces(texts: Iterable[str]) -> str:
    # A line break, which no folded term holds, keeps a term from running over from piece to piece.
    return "\n".join(fold(text) for text in texts)
