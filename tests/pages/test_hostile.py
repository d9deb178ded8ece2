"""Text from elsewhere is shown as text: it neither acts as HTML nor as Markdown, on any screen."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph import campaigns, drafts, journey, leads, preferences
from graph.app import App
from graph.worker import Worker
from storage.lead_filter import leads_of
from storage.records import EventKind, Sender, now
from tests.pages.data import import_list, open_app, write_to
from tests.pages.screen import Screen
from tests.parts import SENDER, WHO, business

Open = Callable[..., Screen]
SCRIPT = "<script>alert(1)</script>"
MARKUP = "**bold** [x](javascript:alert(1)) ![](http://tracker.example/a.png) $x$ :red[y]"
# What Streamlit would turn into a link, a picture, bold print, a formula, a colour or HTML: none behind a backslash.
ACTIVE = re.compile(r"(?<!\\)(\*\*bold|\[x\]\(java|!\[\]\(http|<script|\$x\$|:red\[)")
PLACES: tuple[tuple[str, dict[str, str]], ...] = (
    ("today", {}),
    ("find", {}),
    ("leads", {"decision": ""}),
    ("content", {}),
    ("content", {"state": "approved"}),
    ("content", {"state": "rejected"}),
    ("outbox", {}),
    ("results", {}),
    ("settings", {}),
    ("settings", {"part": "Never write to"}),
    ("settings", {"part": "Data and health"}),
)


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two businesses with such names, written to, sent to, and heard of."""
    folder = tmp_path_factory.mktemp("hostile")
    app = open_app(folder, undo_seconds=0)
    preferences.set_sender(app, Sender(MARKUP, SCRIPT, SENDER.email, MARKUP), WHO)
    names = (SCRIPT, MARKUP, "Café Linde " + SCRIPT)
    found = [business(name, street=MARKUP, description=SCRIPT + MARKUP, details=(MARKUP,)) for name in names]
    import_list(app, [replace(one, email=f"a{n}@b.example") for n, one in enumerate(found)], name=MARKUP)
    leads.reject(app, leads.matching(app, leads_of(1))[-1:], "other", MARKUP, WHO)
    write_to(app, 1, 2)
    queue = drafts.queue(app, 1)
    drafts.approve(app, queue[0].draft.id, queue[0].digest, WHO)
    journey.deliver_all(Worker(app), 1)
    drafts.reject(app, queue[1].draft.id, MARKUP, WHO)
    with app.write() as work:
        work.events.add(1, EventKind.REPLY, "e1", SCRIPT + MARKUP, now(), simulated=True)
        work.suppressions.add("a9@b.example", MARKUP)
        work.commit()
    campaigns.stop(app, 1, WHO)
    app.engine.dispose()
    return folder


@pytest.mark.parametrize(("name", "address"), PLACES)
def test_a_hostile_name_is_shown_as_text(
    name: str, address: dict[str, str], serve: Callable[..., App], hostile_folder: Path, screen: Open
) -> None:
    serve(hostile_folder)
    page = screen(name, **address)
    assert not [text for text in page.acting if ACTIVE.search(text)]
    assert not [one for one in page.at.get("html") if "<script" in one.proto.body]


def test_an_edit_form_and_a_notice_show_it_as_text(
    serve: Callable[..., App], hostile_folder: Path, screen: Open
) -> None:
    serve(hostile_folder)
    page = screen("content").press("edit")
    assert not [text for text in page.acting if ACTIVE.search(text)]
    page.press("save_approve")
    assert "approved, but it does not leave yet." in page.text
    assert not [text for text in page.acting if ACTIVE.search(text)]
