"""Bytes to text: UTF-8, else a legacy encoding of the region that fits, else an error."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from events.sources.errors import SourceError

# Encodings that news from around the Strait was stored in before UTF-8; nothing else is guessed,
# for a wrong guess spells names wrongly in evidence that is quoted.
LEGACY_ENCODINGS: Final = ["cp1252", "big5", "gb18030", "shift_jis", "euc_jp", "euc_kr"]
# charset-normalizer's `chaos` is its share of improbable characters. Clean legacy text measures
# 0.00 to 0.02, Mac Roman read as Windows-1252 measures 0.065.
MOST_CHAOS: Final = 0.04
# Above this share of control characters a file is no text (which has tabs and line ends only).
MOST_CONTROL_CHARACTERS: Final = 0.01

_LINE_END: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_BYTE_ORDER_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_text(path: Path) -> str:
    """Text of a file; SourceError where it can't be opened, is empty, binary or unclear."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(str(path), f"can't be read: {error.strerror or error}") from None
    if not data.strip():
        raise SourceError(str(path), "the file is empty")
    return plain(decode(data, str(path)))


def decode(data: bytes, where: str) -> str:
    """Decode by byte order mark, as UTF-8, or as a legacy encoding; SourceError if none fits."""
    try:
        for mark, encoding in _BYTE_ORDER_MARKS.items():
            if data.startswith(mark):
                return data.decode(encoding)
        if _is_binary(data):
            raise SourceError(where, "a binary file, no text")
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decode_legacy(data, where, error)


def plain(text: str) -> str:
    """Text with line ends as newlines and without control characters, which no reader ever sees."""
    return _UNSEEN.sub("", _LINE_END.sub("\n", text))


def _decode_legacy(data: bytes, where: str, error: UnicodeDecodeError) -> str:
    guess = (
        None if _is_damaged_utf8(data) else from_bytes(data, cp_isolation=LEGACY_ENCODINGS).best()
    )
    if guess is None or guess.chaos > MOST_CHAOS:
        raise SourceError(
            where,
            f"broken encoding: byte {error.start} is no {error.encoding.upper()}, nor does"
            " another encoding fit; save the file as UTF-8",
        )
    return str(guess)


def _is_binary(data: bytes) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data)
    return b"\0" in data or controls > MOST_CONTROL_CHARACTERS * len(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII are sound UTF-8, so that the rest is damage."""
    above_ascii = sum(byte >= 0x80 for byte in data)
    sound = "".join(c for c in data.decode("utf-8", errors="ignore") if c >= "\x80")
    return len(sound.encode()) * 2 > above_ascii
