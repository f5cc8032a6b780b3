"""What is checked at the border: nothing enters the store that the article's words do not bear."""

from __future__ import annotations

from collections.abc import Sequence

from events.article import Article
from events.record import Evidence, Mention
from events.store.opening import StoreError


def check(article: Article, mentions: Sequence[Mention]) -> None:
    """Raise StoreError where a mention is of another article, repeats an id, or misquotes."""
    seen: set[str] = set()
    for mention in mentions:
        name = f"article {article.id}: mention {mention.id}"
        if mention.article != article.id:
            raise StoreError(f"{name} is of article {mention.article}")
        if mention.id in seen:
            raise StoreError(f"{name} comes twice")
        seen.add(mention.id)
        for evidence in (mention.evidence, *mention.further_evidence):
            if not is_verbatim(evidence, article.text):
                where = f"{evidence.start} to {evidence.end}"
                raise StoreError(f"{name} quotes what is not in the text from character {where}")


def is_verbatim(evidence: Evidence, text: str) -> bool:
    """Whether the quote, and the words around it, stand in `text` where they are said to stand."""
    return (
        text[evidence.start : evidence.end] == evidence.exact
        and text[: evidence.start].endswith(evidence.prefix)
        and text[evidence.end :].startswith(evidence.suffix)
    )
