"""Which Chromium shows pages, and how it is started so that it has no way to the network."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.errors import BadConfig

INSTALL = "Install Chromium (Debian: apt install chromium) or run: playwright install chromium"
# WebRTC chooses its own way to the network, and the switch that forbids it has changed its name before.
NO_PEERS = "delete globalThis.RTCPeerConnection; delete globalThis.webkitRTCPeerConnection"
_USUAL_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_USUAL_PLACES = (
    "/usr/bin/chromium",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
# The browser resolves no name, talks to its proxy alone, and speaks nothing that goes around a proxy.
_NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:{port}",
    "--proxy-bypass-list=<-loopback>",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # as older versions call it
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
)


def find_browser(setting: str = "") -> str:
    """The path of a Chromium: the setting, or one at the usual places, or "" for Playwright's own."""
    if setting:
        if not Path(setting).is_file():
            raise BadConfig(f"There is no browser at {setting}.", todo=INSTALL)
        return setting
    named = (shutil.which(name) for name in _USUAL_NAMES)
    return next((path for path in (*named, *_USUAL_PLACES) if path and Path(path).is_file()), "")


@contextmanager
def no_network() -> Iterator[list[str]]:
    """The switches that start a browser without a network, for as long as the block lasts.

    No name and no address resolves, that of the proxy included; the only proxy is a dead end; and nothing may go around
    it. What a page needs is handed to it by Playwright.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with _dead_end() as port:
        yield [switch.format(port=port) for switch in _NO_NETWORK] + ["--no-sandbox"] * is_root


@contextmanager
def _dead_end() -> Iterator[int]:
    """A loopback port that refuses every connection: it is taken, so nobody else can serve it, and never listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]
