"""An article written to break the page: its text is shown as text, whatever it holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, expect

from events.article import Article
from events.record import (
    Actor,
    Claimant,
    DateBasis,
    EventDate,
    EventType,
    Evidence,
    Mention,
    Place,
    Relation,
    Status,
)
from events.store import Store
from tests.browser.conftest import served, visiting

MARKUP = (
    '<img src="x" onerror="window.broken=1"><script>window.broken=1</script>'
    '<a href="javascript:window.broken=1">[look](http://example.org/)</a> '
    "![seen](http://example.org/seen.png) $x^2$ **:smile:** &lt;b&gt;"
)
DAY = date(2024, 8, 1)


def hostile_store(path: Path) -> None:
    text = f"Before it. {MARKUP} After it."
    start = text.index(MARKUP)
    mention = Mention(
        id="hostile-1",
        article="hostile",
        title=MARKUP,
        date=EventDate(
            edtf="2024-08-01", earliest=DAY, latest=DAY, basis=DateBasis.STATED, text=MARKUP
        ),
        type=EventType.MOBILIZE,
        status=Status.OCCURRED,
        actors=(Actor(id="chn-pla", name=MARKUP, country="CHN", sector="MIL"),),
        recipients=(),
        place=Place(
            id="kinmen",
            name=MARKUP,
            relation=Relation.NEAR,
            latitude=24.44,
            longitude=118.32,
            uncertainty_m=9_000,
        ),
        claimed_by=Claimant(id=None, name=MARKUP, citing=MARKUP),
        evidence=Evidence.quote(text, start, start + len(MARKUP)),
        trigger=MARKUP,
        confidence=0.5,
        why={"date": MARKUP, "place": MARKUP},
        made_by=MARKUP,
    )
    far_off = Place(
        id="tokyo",
        name=MARKUP,
        relation=Relation.IN,
        latitude=35.68,
        longitude=139.69,
        uncertainty_m=9_000,
    )
    beyond = mention.model_copy(
        update={"id": "hostile-2", "type": EventType.CONSULT, "place": far_off}
    )
    article = Article(
        id="hostile",
        title=MARKUP,
        published=DAY,
        text=text,
        publisher=MARKUP,
        url="javascript:window.broken=1",
    )
    with Store.open(path) as store:
        store.add(article, [mention, beyond])


def test_text_of_an_article_stays_text(chromium: Browser, tmp_path: Path) -> None:
    store = tmp_path / "hostile.sqlite"
    hostile_store(store)
    with served("serve", store) as address, visiting(chromium, address) as visitor:
        page = visitor.open().wait_until_drawn()
        mark = page.mark("marks")
        page.page.mouse.move(mark["x"], mark["y"])
        page.page.wait_for_timeout(400)
        page.click_mark("marks")
        expect(page.panel.locator("mark")).to_have_text(MARKUP)
        expect(page.panel.locator("h3")).to_have_text(MARKUP)
        expect(page.page.locator(".st-key-list .what").first).to_contain_text(MARKUP)
        expect(page.page.locator(".st-key-beyond button")).to_contain_text(MARKUP)
        assert page.page.evaluate("window.broken") is None
        assert page.page.locator(".panel img, .panel script, .panel a, .event img").count() == 0
