"""Links to a business's own profiles on social networks; buttons that share a page are none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Profile:
    """A profile: the network, its address in one spelling, and the address as it was linked."""

    network: str
    url: str
    linked: str


_HANDLE = r"[\w.\-%]{2,100}"
# Each network: its hosts, the paths that are profiles (the group is kept), first words that are pages of its own,
# and the one spelling of a profile.
_NETWORKS = (
    ("Instagram", ("instagram.com",), rf"/({_HANDLE})/?", "https://www.instagram.com/{}/"),
    ("Facebook", ("facebook.com", "fb.com", "fb.me"),
     rf"/((?:pages/[^/]+/\d+|people/[^/]+/\d+|pg/{_HANDLE}|p/{_HANDLE}|{_HANDLE}))/?", "https://www.facebook.com/{}"),
    ("LinkedIn", ("linkedin.com",), rf"/((?:company|in|school|showcase)/{_HANDLE})(?:/.*)?", "https://www.linkedin.com/{}"),
    ("TikTok", ("tiktok.com",), rf"/(@{_HANDLE})/?", "https://www.tiktok.com/{}"),
    ("YouTube", ("youtube.com",), rf"/((?:channel|c|user)/{_HANDLE}|@{_HANDLE})(?:/(?:videos|featured|about))?/?",
     "https://www.youtube.com/{}"),
    ("X", ("x.com", "twitter.com"), r"/(\w{1,15})/?", "https://x.com/{}"),
)  # fmt: skip
_NOT_PROFILES = frozenset((
    "about", "accounts", "ads", "business", "compose", "dialog", "direct", "embed", "events", "explore", "gaming",
    "groups", "hashtag", "help", "home", "i", "intent", "legal", "login", "marketplace", "media", "messages", "p",
    "pages", "permalink.php", "photo", "photo.php", "plugins", "policies", "policy", "policy.php", "privacy", "reel",
    "reels", "search", "settings", "share", "share.php", "share_channel", "sharer", "sharer.php", "signup", "stories",
    "story.php", "terms", "tos", "tr", "tv", "video", "videos", "watch", "widgets", "wordpress", "wix", "jimdo",
    "shopify", "squarespace", "facebook", "instagram", "youtube", "twitter", "linkedin", "tiktok",
))  # fmt: skip
_COMPILED = [(name, hosts, re.compile(path), spelling) for name, hosts, path, spelling in _NETWORKS]
_HOSTS = tuple(host for _, hosts, _, _ in _COMPILED for host in hosts)


def profiles(addresses: Iterable[str]) -> list[Profile]:
    """The profiles among some addresses, the first of each network."""
    found: dict[str, Profile] = {}
    for address in addresses:
        profile = profile_of(address) if any(host in address.casefold() for host in _HOSTS) else None
        if profile:
            found.setdefault(profile.network, profile)
    return list(found.values())


def profile_of(address: str) -> Profile | None:
    """The profile that an address is, or None."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").casefold()
    for network, hosts, path, spelling in _COMPILED:
        if any(host == name or host.endswith(f".{name}") for name in hosts):
            if network == "Facebook" and (number := re.search(r"\bid=(\d{5,20})\b", parts.query)):
                is_profile = parts.path.rstrip("/") == "/profile.php"
                return Profile(network, spelling.format(f"profile.php?id={number[1]}"), address) if is_profile else None
            match = path.fullmatch(parts.path)
            handle = match.group(1) if match else ""
            is_own = bool(handle) and handle.casefold().lstrip("@") not in _NOT_PROFILES
            return Profile(network, spelling.format(handle), address) if is_own else None
    return None
