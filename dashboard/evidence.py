"""The panel of one event: every field, how it was read, and the passages that prove it.

Article text comes from strangers: each value goes through `escape`, and a link is kept only when it
is plain http or https.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from dashboard.theme import CLASS_OF, GLYPHS, Palette
from dashboard.wording import (
    BASIS_MEANINGS,
    STATUS_MEANINGS,
    TYPE_MEANINGS,
    counted,
    date_in_words,
    day_in_words,
    distance_in_words,
    relation_word,
    type_name,
)
from events.article import Article
from events.record import Actor, DateBasis, Event, Evidence, Figure, Mention

_PASSAGE = 700


def panel_html(event: Event, article_of: Callable[[str], Article], colours: Palette) -> str:
    """The panel as HTML in which everything told by an article is escaped."""
    lead = event.lead
    class_of = CLASS_OF[lead.type]
    kind = (
        f'<p class="kind"><span style="color:{colours.classes[class_of]}">'
        f"{GLYPHS[lead.status]}</span> {type_name(lead.type)} · {class_of.value} · "
        f"{lead.status.value}</p>"
    )
    reports = "".join(
        _report(mention, article_of(mention.article), lead) for mention in event.mentions
    )
    return (
        f'<article class="panel">{kind}<h3>{escape(lead.title)}</h3>{_grid(lead, _story(lead))}'
        f"<h4>{counted(len(event.mentions), 'report')}, the words that tell it marked</h4>{reports}"
        f"<h4>How it was coded</h4>{_grid(lead, _coding(event))}</article>"
    )


def _grid(lead: Mention, fields: Iterable[tuple[str, str, str]]) -> str:
    """Fields of label, key of the reason, and value as safe HTML; an empty value is left out."""
    rows = (
        f"<dt>{name}</dt><dd>{value}{_why(lead, key)}</dd>" for name, key, value in fields if value
    )
    return f"<dl>{''.join(rows)}</dl>"


def _story(lead: Mention) -> Iterable[tuple[str, str, str]]:
    yield "When", "date", _when(lead)
    yield "Where", "place", _where(lead)
    yield "Who", "actors", _actors(lead.actors) or _absent("no actor told")
    yield "To whom", "recipients", _actors(lead.recipients)
    yield "Figures", "figures", "<br>".join(map(_figure, lead.figures))
    claim = escape(lead.claimed_by.name)
    if lead.claimed_by.citing:
        claim += f", citing {escape(lead.claimed_by.citing)}"
    yield "Claimed by", "claimed_by", claim


def _coding(event: Event) -> Iterable[tuple[str, str, str]]:
    lead = event.lead
    mode = f" ({escape(lead.mode)})" if lead.mode else ""
    yield "Type", "type", _with_note(type_name(lead.type) + mode, TYPE_MEANINGS[lead.type])
    yield "Status", "status", _with_note(lead.status.value, STATUS_MEANINGS[lead.status])
    yield "Signal", "trigger", f"“{escape(lead.trigger)}”"
    yield "Standing", "background", "told as background" if lead.background else "told as news"
    yield "Confidence", "confidence", f"{lead.confidence:.2f}"
    yield "Read by", "made_by", escape(lead.made_by)
    yield "Record", "id", f"<code>{escape(event.id)}</code>"


def _when(mention: Mention) -> str:
    date = mention.date
    if date is None:
        return _absent(f"no date: {mention.date_reason or ''}")
    words = date_in_words(date.edtf, date.earliest, date.latest)
    read = f", from “{escape(date.text)}”" if date.text else ""
    mark = ' <span class="flag">day of publication</span>' * (date.basis is DateBasis.PUBLICATION)
    note = f"{BASIS_MEANINGS[date.basis]}{read}"
    return (
        f"<strong>{escape(words)}</strong>{mark} <code>{escape(date.edtf)}</code>"
        f'<span class="note">{note}</span>'
    )


def _where(mention: Mention) -> str:
    place = mention.place
    if place is None:
        return _absent(f"no place: {mention.place_reason or ''}")
    return _with_note(
        f"{relation_word(place.relation)} <strong>{escape(place.name)}</strong>",
        f"known to {distance_in_words(place.uncertainty_m)}, about "
        f"{place.latitude:.2f}° N, {place.longitude:.2f}° E",
    )


def _actors(actors: Sequence[Actor]) -> str:
    return "<br>".join(
        f"{escape(actor.name)} <span class='aside'>"
        f"{escape(' · '.join(part for part in (actor.country, actor.sector) if part))}</span>"
        for actor in actors
    )


def _figure(figure: Figure) -> str:
    part = f", {figure.part}" if figure.part else ""
    if figure.maximum is None:
        number = f"at least {figure.minimum:,g}"
    elif figure.maximum == figure.minimum:
        number = f"{figure.minimum:,g}"
    else:
        number = f"{figure.minimum:,g} to {figure.maximum:,g}"
    words = f"<span class='aside'>“{escape(figure.text)}”</span>"
    return f"{escape(f'{number} {figure.unit}{part}')} {words}"


def _report(mention: Mention, article: Article, lead: Mention) -> str:
    """Who reports it and when, what differs from the lead, and the passage."""
    published = day_in_words(article.published) if article.published else "no date of publication"
    head = f"<strong>{escape(article.publisher or 'unnamed publisher')}</strong>, {published}"
    links = _links([article.url] if article.url else article.sources)
    differing = ""
    if mention is not lead:
        told = [_when(mention)] if mention.date != lead.date else []
        if mention.figures != lead.figures:
            told += [_figure(figure) for figure in mention.figures]
        differing = f'<p class="differs">{"<br>".join(told)}</p>' if told else ""
    return (
        f'<section class="report"><p class="source">{head}<br>'
        f"{escape(article.title)}<br>{links}</p>"
        f"{differing}<blockquote>{_passage(article, mention)}</blockquote></section>"
    )


def _links(urls: Iterable[str]) -> str:
    """Links told by their host; several of one host are numbered."""
    hosts: dict[str, list[str]] = {}
    for url in urls:
        if host := _host(url):
            hosts.setdefault(host, []).append(url)
    return ", ".join(
        _anchor(found[0], host)
        if len(found) == 1
        else f"{escape(host)} "
        + " ".join(_anchor(url, str(number)) for number, url in enumerate(found, start=1))
        for host, found in hosts.items()
    )


def _host(url: str) -> str:
    """The host of a web address; empty for anything but http and https."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") else ""


def _anchor(url: str, label: str) -> str:
    target = 'target="_blank" rel="noopener noreferrer nofollow"'
    return f'<a href="{escape(url)}" {target}>{escape(label)}</a>'


def _passage(article: Article, mention: Mention) -> str:
    """The paragraphs of the evidence, its words marked."""
    quotes = sorted((mention.evidence, *mention.further_evidence), key=lambda quote: quote.start)
    parts: list[str] = []
    told = 0
    for start, end, inside in _stretches(article.text, quotes):
        if parts and start > told:
            parts.append("<span class='aside'> … </span>")
        parts.append(_marked(article.text, start, end, inside))
        told = end
    return "".join(parts)


def _stretches(text: str, quotes: Sequence[Evidence]) -> list[tuple[int, int, list[Evidence]]]:
    """Stretches of text (start, end, quotes inside), one for neighbouring quotes, no overlaps."""
    found: list[tuple[int, int, list[Evidence]]] = []
    for quote in quotes:
        start = max(text.rfind("\n\n", 0, quote.start) + 1, quote.start - _PASSAGE, 0)
        stop = text.find("\n\n", quote.end)
        end = min(stop if stop >= 0 else len(text), quote.end + _PASSAGE)
        if found and start <= found[-1][1]:
            before = found[-1]
            found[-1] = (before[0], max(end, before[1]), [*before[2], quote])
        else:
            found.append((start, end, [quote]))
    return found


def _marked(text: str, start: int, end: int, quotes: Sequence[Evidence]) -> str:
    parts: list[str] = []
    at = start
    for quote in quotes:
        if quote.start < at:
            continue
        parts += [escape(text[at : quote.start]), f"<mark>{escape(quote.exact)}</mark>"]
        at = quote.end
    lead_in = "… " if start and text[start - 1] != "\n" else ""
    lead_out = " …" if end < len(text) and text[end] != "\n" else ""
    return lead_in + "".join([*parts, escape(text[at:end])]).strip() + lead_out


def _why(mention: Mention, key: str) -> str:
    reason = mention.why.get(key)
    return f'<span class="why">{escape(reason)}</span>' if reason else ""


def _with_note(value: str, note: str) -> str:
    return f'{value}<span class="note">{escape(note)}</span>'


def _absent(what: str) -> str:
    return f'<span class="aside">{escape(what)}</span>'
