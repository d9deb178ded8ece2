"""What a person does in the browser, in their words: open, press, type, choose, see."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, TimeoutError, expect

from tests.journeys.server import Server

WAIT_MS = 20_000
LONG_MS = 90_000
LOOPBACK = ("localhost", "127.0.0.1")
# On a deep link Streamlit's own page asks for its service below the path of the screen, gets 404, and asks at the root.
KNOWN = re.compile(
    r"/(find|coverage|leads|duplicates|content|outbox|results|trends|prompts|settings|today)/_stcore/(health|host-config)"
)
BROKEN = re.compile(r"Traceback|encountered an error|Exception:|NoneType")
expect.set_options(timeout=WAIT_MS)  # Playwright's own 5 s are too short for a machine that is busy
SETTLED = "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"


@dataclass(frozen=True, order=True)
class Read:
    """A message as it was read, white space evened out."""

    to: str
    subject: str
    text: str


def squeezed(text: str) -> str:
    return " ".join(text.split())


class Tab:
    """One browser tab on the program. ``foreign`` and ``errors`` must stay empty; ``check`` says so."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.page.add_init_script("addEventListener('keydown', event => { isKeyTaken = event.defaultPrevented })")
        self._server = server
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(self, name: str = "", query: str = "") -> "Tab":
        """Go to a screen by its address, as a bookmark does."""
        self.page.goto(f"{self._server.url}/{name}{'?' + query if query else ''}")
        return self.settle()

    def go(self, name: str) -> "Tab":
        """Go to a screen by the navigation."""
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
        self.page.wait_for_url(f"**/{name.lower()}?**" if name != "Today" else "**")
        expect(self.page.get_by_role("heading", name=name, exact=True, level=1)).to_be_visible()
        return self.settle()

    def settle(self) -> "Tab":
        """Wait until the script has run and everything old has gone."""
        expect(self.page.locator(SETTLED)).to_be_visible()
        expect(self.page.locator("[data-stale=true]")).to_have_count(0)
        return self

    def press(self, name: str, within: Locator | None = None) -> "Tab":
        """Press the button of that name."""
        (within or self.page).get_by_role("button", name=re.compile(name)).first.click()
        return self

    def key(self, name: str) -> "Tab":
        """Press a key until a shortcut takes it: a button listens a moment after it is drawn."""

        def is_taken() -> bool:
            self.page.keyboard.press(name)
            return bool(self.page.evaluate("window.isKeyTaken"))

        return self.until(is_taken, f"something listens to the key {name}")

    def download(self, name: str) -> Path:
        """Press the button of that name until a file comes: one that is being drawn anew takes no click."""
        for _ in range(4):
            try:
                with self.settle().page.expect_download(timeout=WAIT_MS / 2) as download:
                    self.press(name)
                return Path(download.value.path())
            except TimeoutError:
                continue
        raise AssertionError(f"no file came by {name}")

    def type(self, label: str, text: str) -> "Tab":
        field = self.page.locator("input, textarea").and_(self.page.get_by_label(label, exact=True))
        field.fill(text)
        field.blur()
        return self

    def choose(self, name: str) -> "Tab":
        """Press one of a row of choices, or a choice of a list."""
        self.page.get_by_text(name, exact=True).locator("visible=true").first.click()
        return self

    def see(self, text: str, *, long: bool = False) -> "Tab":
        """Wait until a text stands on the screen."""
        expect(self.main).to_contain_text(text, timeout=LONG_MS if long else WAIT_MS)
        return self

    def see_no(self, text: str) -> "Tab":
        expect(self.main).not_to_contain_text(text)
        return self

    def until(self, is_so: Callable[[], bool], what: str, *, long: bool = False) -> "Tab":
        """Wait until something outside the screen is so, as a file that is written."""
        for _ in range((LONG_MS if long else WAIT_MS) // 100):
            if is_so():
                return self
            self.page.wait_for_timeout(100)
        raise AssertionError(f"waited in vain until {what}")

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")

    @property
    def title(self) -> str:
        """The name of the lead or draft that is open."""
        return self.page.locator("h3").first.inner_text()

    @property
    def drawer(self) -> Locator:
        """What stands beside the table of leads."""
        return self.main.get_by_test_id("stColumn").filter(has=self.page.locator(".st-key-next")).last

    def read(self) -> Read:
        """The open draft as its reader will see it."""
        draft = self.page.locator(".st-key-as_read")
        if draft.get_by_test_id("stText").count() == 0:
            return Read("", "", squeezed(draft.get_by_test_id("stHtml").inner_text()))
        to = draft.get_by_test_id("stText").inner_text().rpartition("\nTo ")[2].strip()
        return Read(to, draft.locator("h4").inner_text(), squeezed(draft.get_by_test_id("stHtml").inner_text()))

    @property
    def address(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)

    def queue(self, number: int) -> Locator:
        """An entry of the queue of drafts; -1 is the last."""
        return self.page.locator(".st-key-queue button").nth(number)

    def check(self) -> None:
        """Nothing left this machine, nothing broke."""
        assert not self.foreign, self.foreign
        assert not self.errors, self.errors
        assert not BROKEN.search(self.page.locator("body").inner_text())

    def _asked(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        place: Any = message.location
        if message.type == "error" and not KNOWN.search(f"{place.get('url', '')} {message.text}"):
            self.errors.append(f"{message.text} {place.get('url', '')}")
