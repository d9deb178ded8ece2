"""The main job in the demo town, offline, from the first screen to the files of what was approved."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from agents.email import mime
from demo.inbox import reactions
from graph.campaigns import DEMO_SENDER
from storage.records import EventKind, now
from tests.journeys.screen import LONG_MS, Read, Tab, squeezed
from tests.journeys.server import Server
from tests.pages.data import open_app


def test_the_whole_job_from_the_first_screen_to_the_sent_files(
    serve: Callable[..., Server], tab: Callable[..., Tab], tmp_path: Path
) -> None:
    name_installation(tmp_path / "new")
    server = serve(tmp_path / "new", undo_seconds=10, scripted_models=0)
    one = tab(server)
    find(one)
    pick(one)
    approved = decide(one)
    approved.remove(undo_one(one))
    one.see(f"sent {len(approved)}", long=True)
    assert files(server) == sorted(approved)
    results(one, len(approved))
    settings(one)


def name_installation(place: Path) -> None:
    """A data folder whose first message the demo town will answer: which one it answers depends on the id alone."""
    app = open_app(place)
    answered = (n for n in range(1000) if answer_to(f"journey-{n}", 1))
    with app.write() as work:
        work.preferences.set("installation", {"id": f"journey-{next(answered)}"})
        work.commit()
    app.engine.dispose()


def answer_to(installation: str, approval_id: int) -> bool:
    message_id = mime.new_message_id(f"{installation}/{approval_id}", DEMO_SENDER.email)
    return any(one.kind == EventKind.REPLY for one in reactions(message_id, "x@x.example", "x", now()))


def find(one: Tab) -> None:
    """Start the demo from the first screen and watch its progress until the leads wait."""
    one.open().see("Import a list").press("Try the demo town")
    one.see("The demo town is being searched.").see("Finding businesses", long=True)
    one.see("leads to pick", long=True)


def pick(one: Tab) -> None:
    """Select four leads by keys, reject one with a reason, undo, hand over."""
    one.go("Leads").see("1 of 40 on this page")
    for count in range(1, 5):
        one.key("a").see("1 lead selected.").see(f"selected {count}").settle()
    one.key("j").see("2 of 40 on this page").settle()
    one.key("r").see("In your words (optional)").settle()
    one.key("5").see("1 lead rejected.").see("rejected 1").settle()
    one.key("u").see("1 put back as before.").see("rejected 0").settle()
    one.press("Write to the 4 selected").see("4 leads were handed to the writer.")


def decide(one: Tab) -> list[Read]:
    """Approve, edit then approve, reject, rewrite then approve, and the rest as a group; what was approved."""
    one.go("Content").see("to approve 8", long=True).settle()
    one.page.get_by_text("Number what it states").click()
    expect(one.page.locator(".st-key-as_read sup")).to_have_count(0)
    one.page.locator("h3").first.click()  # a switch that has the focus takes the keys
    one.settle()
    approved = [read_and_approve(one, left=7)]
    one.key("e").type("Text", "Our own words.\n\nWith two paragraphs.").press("^Save$").see("Saved.").settle()
    approved.append(read_and_approve(one, left=6))
    one.key("r").choose("badly written").press("Reject this draft").see("to approve 5").see("rejected 1").settle()
    one.choose("shorter").settle().press("^Rewrite$").see("the new version joins the queue").settle()
    one.see("rewrite asked 0", long=True).see("to approve 5").settle()
    one.queue(-1).click()
    one.see("5 of 5").see("Other versions (1)").settle()
    approved.append(read_and_approve(one, left=4))
    return approved + read_and_approve_group(one, 4)


def read_and_approve(one: Tab, left: int) -> Read:
    read = one.read()
    one.key("a").see("approved. It leaves in 10 seconds.").see(f"to approve {left}").settle()
    return read


def read_and_approve_group(one: Tab, count: int) -> list[Read]:
    """Read every draft of the queue, then approve them as one group."""
    reads = []
    for number in range(count):
        one.queue(number).click()
        one.see(f"{number + 1} of {count}").settle()
        reads.append(one.read())
    one.page.get_by_text(f"Approve a group ({count})").click(timeout=LONG_MS)
    one.type(f"Type {count} to confirm that you stand by all of them", str(count)).settle()
    one.press(f"^Approve {count}$").see(f"{count} approved").see("to approve 0").settle()
    return reads


def undo_one(one: Tab) -> Read:
    """Watch the countdown and take the newest approval back; what it was."""
    one.go("Outbox").see("The next one leaves in")
    one.page.locator("[class*=st-key-undo_] button").first.click()
    one.see("Taken back.").see("cancelled 1").settle()
    one.go("Content").see("1 of 1").settle()
    undone = one.read()
    one.go("Outbox")
    return undone


def files(server: Server) -> list[Read]:
    """Every message that lies in the outbox."""
    texts = [mime.text_of(path.read_bytes()) for path in (server.folder / "outbox").iterdir()]
    return sorted(Read(to, subject, squeezed(text)) for subject, to, text in texts)


def results(one: Tab, sent: int) -> None:
    """The funnel counts what was done, each number opens its rows, and the town's simulated answer arrives."""
    one.go("Results").see("What came back")
    numbers = [squeezed(link.inner_text()) for link in one.main.get_by_test_id("stPageLink").all()]
    assert numbers[2:6] == ["4", "8", str(sent), str(sent)]
    assert numbers[0] == numbers[1]
    one.until(lambda: one.open("results").main.get_by_text("simulated", exact=True).count() > 0, "an answer came")
    one.see("reply").see("are simulated")
    one.main.get_by_test_id("stPageLink").nth(5).get_by_role("link").click()
    one.see("Messages are files in").settle()
    assert one.address["delivery"] == ["sent"]
    assert one.page.locator("summary").count() == sent


def settings(one: Tab) -> None:
    one.go("Settings").see("This stands below every e-mail:")
    for part, words in {
        "Sending": "Stop all sending now",
        "Models": "Which model does what",
        "Never write to": "Address or domain",
        "Data and health": "What was done, newest first",
    }.items():
        one.choose(part).see(words).settle()
