"""A page in the real browser tries everything to reach what it must not, and nothing of it arrives."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.discovery.browser import Browser
from agents.discovery.chromium import find_browser
from agents.discovery.fetch import Fetcher, Page
from storage.errors import Blocked
from tests.agents.discovery.canary import Canary, listen
from tests.agents.discovery.hostile_addresses import ABSOLUTE, SCHEMES, resolve
from tests.agents.discovery.loopback import Reply, Web, serve

REACHING = Path(__file__).with_name("reaching.js").read_text(encoding="utf-8")
SCRIPT = {"Content-Type": "text/javascript"}
WAIT_S = 240.0  # never reached: the page itself says when it is done
# What Chromium's log calls a connection that is tried, a datagram that is sent and a name that is looked up.
CONNECTING = {
    "TCP_CONNECT", "TCP_CONNECT_ATTEMPT", "UDP_BYTES_SENT", "DNS_TRANSACTION", "HOST_RESOLVER_DNS_TASK",
    "HOST_RESOLVER_SYSTEM_TASK",
}  # fmt: skip


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    with listen() as canary:
        yield canary


@pytest.fixture(scope="module")
def hostile(canary: Canary) -> list[str]:
    return [template.replace("{port}", str(canary.port)) for template in ABSOLUTE]


@pytest.fixture(scope="module")
def web(hostile: list[str], canary: Canary) -> Iterator[Web]:
    pages = {
        f"/to/{number}": Reply(status=302, headers={"Location": _sendable(url)})
        for number, url in enumerate(hostile[::4])
    }
    near = [f"http://127.0.0.1:{canary.port}/", f"http://[::1]:{canary.port}/"]
    worker = "".join(f"fetch('{url}').catch(() => 0);" for url in near)
    pages |= {"/worker.js": Reply(worker, headers=SCRIPT), "/reaching.js": Reply(REACHING, headers=SCRIPT)}
    with serve(pages) as web:
        yield web


def _sendable(url: str) -> str:
    return url.replace("\n", "").replace("\0", "%00").encode().decode("latin-1")


@pytest.fixture(scope="module")
def fetcher(web: Web) -> Iterator[Fetcher]:
    with web.fetcher(resolve=resolve) as fetcher:
        yield fetcher


def watched(folder: Path) -> tuple[Path, Path]:
    """A browser that writes down every connection it tries, and the file it writes."""
    log, program = folder / "net.json", folder / "browser"
    program.write_text(f'#!/bin/sh\nexec "{find_browser()}" --log-net-log="{log}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program, log


def tried(log: Path) -> dict[str, set[str]]:
    """The kinds of network events in a browser's log, each with the addresses that it names."""
    told = json.loads(log.read_text(encoding="utf-8"))
    kinds = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    assert set(kinds.values()) >= CONNECTING
    events: dict[str, set[str]] = {}
    for event in told["events"]:
        params = event.get("params", {})
        named = events.setdefault(kinds[event["type"]], set())
        named |= {str(params[key]) for key in ("address", "remote_address") if key in params}
    return events


@pytest.mark.skipif(sys.platform == "win32", reason="the browser that keeps a log is started by a shell script")
def test_nothing_that_a_page_does_reaches_a_hostile_address(
    web: Web, fetcher: Fetcher, canary: Canary, hostile: list[str], tmp_path: Path
) -> None:
    redirects = [path for path in web.pages if path.startswith("/to/")]
    program, log = watched(tmp_path)
    browser = Browser(fetcher, str(program), wait_s=WAIT_S)
    call = f"reach({json.dumps(hostile)}, {json.dumps(redirects)}, {canary.port})".replace("</", "<\\/")
    html = f'<body><main id="app">Loading</main><script src="/reaching.js"></script><script>{call}</script>'
    shown = browser.render(Page(web.url("/page", "d.localhost"), "text/html", html)).text
    browser.close()
    events = tried(log)
    # A data: address is text that the page already has.
    assert f"done: {len(hostile) - 1 + len(redirects)} refused, answered: data:text/html" in shown
    assert canary.seen() == 0
    assert set(events).isdisjoint(CONNECTING)


def test_a_page_that_may_not_be_read_is_refused_before_the_browser_starts(
    web: Web, fetcher: Fetcher, hostile: list[str]
) -> None:
    browser = Browser(fetcher, "/nowhere/chromium")
    for address in hostile:
        with pytest.raises(Blocked):
            browser.render(Page(address, "text/html", "<main>text</main>"))
    web.pages["closed.localhost/robots.txt"] = "User-agent: *\nDisallow: /"
    with pytest.raises(Blocked, match=r"robots\.txt forbids"):
        browser.render(Page(web.url("/page", "closed.localhost"), "text/html", "<main>text</main>"))


def test_what_is_no_page_of_the_web_is_not_shown(fetcher: Fetcher) -> None:
    browser = Browser(fetcher, "/nowhere/chromium")
    for address in SCHEMES:
        with pytest.raises(Blocked, match="not an address of a web page"):
            browser.render(Page(address, "text/html", "<main>text</main>"))
