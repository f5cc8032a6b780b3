"""The grammar of time: rules of `dates_rules.toml`, compiled, and the one pass that finds their
matches."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import regex

from events.data_files import data_path
from events.extraction.dates.lexicon import CASED, word_classes, words
from events.extraction.dates.tables import LexiconError

FILE = "dates_rules.toml"

_SPACE = " {1,8}"
_BLANKS = str.maketrans("\t\r\n\u00a0\u202f", "     ")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n")
_SLOT = re.compile(r"\{(?P<cls>[a-z_]+)(?::(?P<name>[a-z_0-9]+))?\}")
_PIECE = re.compile(rf"(?P<set>\[[^\]]*\])|(?P<blank> \?)|(?P<space> )|{_SLOT.pattern}")
_WORD_START = re.compile(r"(?<![^\W_])[^\W_][^\W_]*|['’‘$£€¥]")
_OPENERS_KEPT = 20_000
_LONGEST_OPENER = 24
_LITERAL = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its day of publication, the words found in it and what they must read as."""

    text: str
    published: str
    words: str
    edtf: str
    timex: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One named rule: a pattern, the reading of its words and the condition it needs."""

    name: str
    pattern: re.Pattern[str]
    opening: regex.Pattern[str] = field(repr=False)
    reading: str
    needs: str | None
    classes: Mapping[str, str] = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule's match in a text."""

    rule: Rule
    found: re.Match[str]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.found.start()

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.found.end()

    @property
    def text(self) -> str:
        """The words."""
        return self.found.group()

    def has(self, name: str) -> bool:
        """Whether a slot of the rule took words."""
        return name in self.found.re.groupindex and self.found[name] is not None

    def words(self, *names: str) -> str | None:
        """Words of the first of these slots that took any."""
        return next((self.found[name] for name in names if self.has(name)), None)

    def value(self, *names: str) -> str | None:
        """What the lexicon says of the first of these slots that took words."""
        for name in names:
            if self.has(name):
                return word_classes()[self.rule.classes[name]].value(self.found[name])
        return None


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules, and the words that any of them can begin with."""

    rules: tuple[Rule, ...]
    openers: frozenset[str]
    _by_opener: dict[str, tuple[Rule, ...]] = field(default_factory=dict, repr=False)

    def scan(self, text: str) -> Generator[list[Match], int | None, None]:
        """Yield, at each place where rules match, the matches there, longest first.

        The caller answers with `.send(end)` to go on after the match that it took, or takes none.
        """
        taken, text = 0, plain(text)
        for opener in _WORD_START.finditer(text):
            at = opener.start()
            if at < taken or not self._may_open(opener.group()):
                continue
            matches = self._at(text, at, opener.group())
            if matches:
                end = yield matches
                taken = end or taken

    def _may_open(self, word: str) -> bool:
        if len(word) > _LONGEST_OPENER:
            return False
        return not word.isalpha() or word.lower() in self.openers

    def rules_for(self, opener: str) -> tuple[Rule, ...]:
        """The rules that can match where a word begins: those that the word leads into."""
        if opener[0].isdigit():
            opener = opener[0]
        known = self._by_opener.get(opener)
        if known is None:
            known = tuple(
                rule for rule in self.rules if rule.opening.fullmatch(opener, partial=True)
            )
            if len(self._by_opener) < _OPENERS_KEPT:
                self._by_opener[opener] = known
        return known

    def _at(self, text: str, at: int, opener: str) -> list[Match]:
        found = [
            Match(rule, hit)
            for rule in self.rules_for(opener)
            if (hit := rule.pattern.match(text, at)) is not None
        ]
        found.sort(key=lambda match: -match.end)
        return found


def plain(text: str) -> str:
    """The text with every blank a space and no way over a paragraph's end; offsets stay."""
    broken = _PARAGRAPH_BREAK.sub(lambda found: "\x00" * len(found.group()), text)
    return broken.translate(_BLANKS)


@cache
def grammar() -> Grammar:
    """The rules of `dates_rules.toml`; raises LexiconError naming the rule that is wrong."""
    path = data_path("lexicon", FILE)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{FILE}: {error}") from None
    shapes: dict[str, str] = content.get("shapes", {})
    rules = tuple(_rule(entry, shapes) for entry in content.get("rule", []))
    names = [rule.name for rule in rules]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise LexiconError(f"{FILE}: rules named twice: {', '.join(twice)}")
    literals = {
        word.lower()
        for entry in content.get("rule", [])
        for word in _LITERAL.findall(_SLOT.sub(" ", entry["pattern"]))
    }
    lexicon = {
        part
        for cls in word_classes().values()
        for word in cls.values
        for part in re.findall(r"[^\W_]+", word.lower())[:1]
    }
    return Grammar(rules, frozenset(literals | lexicon))


def _rule(entry: Mapping[str, Any], shapes: Mapping[str, str]) -> Rule:
    where = f"{FILE}, rule {entry.get('name', '?')!r}"
    for key in ("name", "pattern", "reading", "sees"):
        if key not in entry:
            raise LexiconError(f"{where}: {key!r} is missing")
    if not entry["sees"] or any(len(row) != 5 for row in entry["sees"]):
        raise LexiconError(f"{where}: `sees` wants rows of text, published, words, EDTF, TIMEX3")
    classes: dict[str, str] = {}

    def piece(found: re.Match[str]) -> str:
        if found["set"]:
            return found["set"]
        if found["blank"] or found["space"]:
            return " {0,8}" if found["blank"] else _SPACE
        cls, name = found["cls"], found["name"] or found["cls"]
        if cls == "dash":
            return shapes[cls]
        if cls in shapes:
            return f"(?P<{name}>{shapes[cls]})"
        classes[name] = cls
        return f"(?P<{name}>{words_pattern(cls)})"

    source = _PIECE.sub(piece, entry["pattern"])
    try:
        pattern = re.compile(rf"(?<![^\W_])(?:{source})(?![^\W_])", re.IGNORECASE)
        opening = regex.compile(source, regex.IGNORECASE)
    except re.error as error:
        raise LexiconError(f"{where}: {error}") from None
    examples = tuple(Example(*row) for row in entry["sees"])
    needs = entry.get("needs")
    return Rule(entry["name"], pattern, opening, entry["reading"], needs, classes, examples)


@cache
def words_pattern(cls: str, space: str = _SPACE) -> str:
    """The words of a class as one alternation, longest first."""
    listed = sorted(words(cls), key=lambda word: (-len(word), word))
    source = "|".join(re.escape(word).replace(r"\ ", space) for word in listed)
    return f"(?-i:{source})" if cls in CASED else source
