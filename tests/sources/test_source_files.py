"""Markdown, JSON Lines and folders; encodings; and what is said of files that can't be read."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.article import Article
from events.data_files import data_path
from events.sources import SourceError, read, read_all
from events.sources.encoding import decode

STORY = "Thirty aircraft crossed the median line on Thursday, the ministry said."
ENGLISH = "Taiwan’s ministry named Malacañang — “no comment” — in its report on Thursday. "
CHINESE = "國防部表示,週四有三十架解放軍軍機越過台灣海峽中線。"
SIMPLIFIED = "国防部表示,周四有三十架解放军军机越过台湾海峡中线。"
JAPANESE = "防衛省は木曜日、中国軍の航空機が宮古海峡を通過したと発表した。"


def put(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def fault(path: Path) -> str:
    (found,) = read_all(path)
    assert isinstance(found, SourceError)
    assert "\n" not in str(found)
    return str(found)


def test_front_matter_gives_the_fields(tmp_path: Path) -> None:
    head = (
        "id: a-1\ntitle: Two drills\npublished: 2021-12-27\nlanguage: en\npublisher: A Paper\n"
        "genre: wire\ntimezone: Asia/Taipei\nurl: https://example.org/a\n"
        "sources:\n  - https://example.org/b\nfacts: [F1]\n"
    )
    path = put(tmp_path / "a.md", f"---\n{head}---\n\n{STORY}\n\nA second\nparagraph.\n")
    assert next(read(path)) == Article(
        id="a-1",
        title="Two drills",
        published=dt.date(2021, 12, 27),
        text=f"{STORY}\n\nA second paragraph.",
        publisher="A Paper",
        url="https://example.org/a",
        timezone="Asia/Taipei",
        genre="wire",
        sources=("https://example.org/b",),
    )


def test_markup_is_no_part_of_the_words(tmp_path: Path) -> None:
    body = "## A heading\n\nThe *Liaoning* [sailed](https://example.org) **east** & back.\n\n- One."
    path = put(tmp_path / "a.md", f"---\ntitle: T\n---\n{body}")
    assert next(read(path)).text == "The Liaoning sailed east & back.\n\nOne."


def test_markdown_without_front_matter_is_read_as_a_page(tmp_path: Path) -> None:
    path = put(tmp_path / "a.md", f"# Two drills\n\nDec. 27, 2021\n\n{STORY}\n")
    article = next(read(path))
    assert (article.title, article.published) == ("Two drills", dt.date(2021, 12, 27))
    assert article.text == STORY


@pytest.mark.parametrize("path", sorted(data_path("articles").glob("2*.md")), ids=lambda p: p.stem)
def test_the_sample_corpus_is_read_word_for_word(path: Path) -> None:
    document = frontmatter.load(str(path))
    article = next(read(path))
    assert article.text == document.content
    assert article.id == path.stem
    assert article.published == document["published"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("---\ntitle: [\n---\nText.", "front matter is no YAML"),
        ("---\npublished: 2021-13-45\n---\nText.", "an impossible date: month must be in 1..12"),
        ("---\ntitle: T\n---\n\n", "no story after the front matter"),
        ("---\ntitle: T\npublished: soon\n---\nText.", "`published` is no date: 'soon'"),
        ("---\ntitle: [a]\n---\nText.", "`title` is no line of text"),
        ("---\ntitle: T\nsources: one\n---\nText.", "`sources` is no list"),
    ],
)
def test_faults_of_front_matter_are_told(content: str, expected: str, tmp_path: Path) -> None:
    path = put(tmp_path / "a.md", content)
    assert expected in fault(path)
    assert fault(path).startswith(str(path))


def test_json_lines_are_articles_and_a_bad_line_is_told_by_number(tmp_path: Path) -> None:
    good = {"id": "j-1", "title": "T", "published": "2021-12-27", "text": STORY, "url": "u"}
    lines = [
        json.dumps(good),
        "",
        json.dumps({"title": "no text"}),
        json.dumps([1]),
        '{"text": ',
        json.dumps({"text": 5}),
        json.dumps({"text": STORY, "published": "soon"}),
        json.dumps({"text": " \n "}),
        json.dumps({"text": STORY, "published": "2021-12-27T23:00:00Z"}),
    ]
    path = put(tmp_path / "a.jsonl", "\n".join(lines).encode() + b'\n{"text": "\xff"}')
    found = list(read_all(path))
    articles = [item for item in found if isinstance(item, Article)]
    faults = [str(item).removeprefix(f"{path}:") for item in found if isinstance(item, SourceError)]
    assert [article.published for article in articles] == [dt.date(2021, 12, 27)] * 2
    assert articles[0].id == "j-1"
    assert articles[1].title == STORY
    assert [text.split(": ", 1)[0] for text in faults] == ["3", "4", "5", "6", "7", "8", "10"]
    assert faults[0] == "3: `text`: Field required"
    assert faults[1] == "4: no JSON object"
    assert faults[-1] == "10: broken encoding: byte 10 is no UTF-8"


@given(
    st.fixed_dictionaries(
        {"title": st.text(), "text": st.text(), "id": st.text()},
        optional={"published": st.text(), "url": st.none() | st.text(), "other": st.integers()},
    )
)
def test_any_object_is_an_article_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, object]
) -> None:
    path = put(tmp_path_factory.mktemp("j") / "a.jsonl", json.dumps(value))
    (found,) = read_all(path)
    assert isinstance(found, Article | SourceError)


def test_a_folder_yields_its_files_in_order_but_no_readme(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    put(tmp_path / "b.txt", STORY)
    put(tmp_path / "a.md", f"---\nid: a\n---\n{STORY}")
    put(tmp_path / "README.md", "# How to\n\nNo article.")
    put(tmp_path / ".hidden.txt", STORY)
    put(tmp_path / "picture.png", b"\x89PNG")
    put(tmp_path / "deep" / "c.jsonl", json.dumps({"id": "c", "text": STORY}))
    put(tmp_path / "empty.txt", "")
    names = [
        item.what if isinstance(item, SourceError) else item.id.split("-")[0]
        for item in read_all(tmp_path)
    ]
    assert names == ["a", "b", "c", "the file is empty"]


def test_bad_input_is_told_in_one_line_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    cases = {
        put(tmp_path / "empty.txt", "  \n"): "the file is empty",
        put(tmp_path / "empty.jsonl", "\n"): "the file is empty",
        put(tmp_path / "binary.txt", b"\x7fELF\x02\x01\x00\x00" * 20): "a binary file, no text",
        put(tmp_path / "random.txt", bytes(range(1, 32)) * 9): "a binary file, no text",
        put(tmp_path / "broken.txt", ENGLISH.encode()[:60] + b"\xff\x80."): "broken encoding",
        put(tmp_path / "a.pdf", b"%PDF"): "this kind of file is not read",
        tmp_path / "folder": "no articles in this folder",
        tmp_path / "missing.txt": "no such file or folder",
    }
    for path, expected in cases.items():
        assert expected in fault(path)
        assert str(path) in fault(path)


def test_read_raises_at_a_bad_article(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="the file is empty"):
        list(read(put(tmp_path / "a.txt", "")))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH * 3, "cp1252"),
        (CHINESE * 3, "big5"),
        (SIMPLIFIED * 3, "gb18030"),
        (JAPANESE * 3, "shift_jis"),
        (JAPANESE * 3, "euc_jp"),
    ],
)
def test_text_in_the_encodings_of_the_region_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt") == text


@pytest.mark.parametrize(
    "data",
    [
        (ENGLISH * 3).encode("mac_roman"),
        (ENGLISH * 3).encode()[:100] + b"\xff\xfe\x80" + (ENGLISH * 3).encode()[100:],
        b"The ministry said " + bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D]) * 10,
        ENGLISH.encode("utf-16")[:-1],
    ],
    ids=["Mac Roman", "damaged UTF-8", "bytes of no encoding", "cut UTF-16"],
)
def test_an_unclear_encoding_is_refused_not_guessed(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^a.txt: broken encoding: byte \d+ is no UTF"):
        decode(data, "a.txt")
