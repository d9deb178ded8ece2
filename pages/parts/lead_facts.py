"""What is known of the open lead, each fact with where and when it was read, and in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from agents.discovery import mailboxes, tags
from pages.parts import words
from storage.records import LANGUAGES, Business, Evidence

SHOWN = 2
MAILBOX = {
    mailboxes.ROLE: ":green-badge[the business's own mailbox]",
    mailboxes.PERSONAL: ":orange-badge[one person's mailbox]",
}
MORE_LANGUAGES = {"fr": "Français", "it": "Italiano", "nl": "Nederlands", "pl": "Polski", "tr": "Türkçe"}


@dataclass(frozen=True)
class Fact:
    """A line of the drawer: its label, its text as Markdown, and the fields of the business whose evidence it has."""

    label: str
    text: str
    fields: tuple[str, ...]


def show(business: Business, evidence: Sequence[Evidence]) -> None:
    by_field: dict[str, list[Evidence]] = {}
    for item in reversed(evidence):
        by_field.setdefault(item.quote.field, []).append(item)
    lines = [_line(fact, by_field) for fact in _facts(business) if fact.text]
    st.markdown("\n\n".join(lines) or "Nothing but its name is known.")
    if any(item.quote.url.startswith(tags.SITE) for item in evidence):
        st.caption(tags.ATTRIBUTION)


def everything(evidence: Sequence[Evidence]) -> None:
    """All that was read, newest first, also what was not taken over."""
    for item in reversed(evidence):
        st.markdown(f"**{words.plain(item.quote.field)}:** {words.plain(item.quote.text)}  \n{_source(item)}")


def _facts(business: Business) -> list[Fact]:
    plain = words.plain
    kind = MAILBOX.get(business.email_kind, "") if business.email else ""
    count = "an unknown number of" if business.reviews is None else f"{business.reviews:,}"
    stars = f"{business.rating:.1f} of 5 from {count} reviews" if business.rating else ""
    return [
        Fact("What they do", plain(business.description), ("description",)),
        Fact("Known for", plain(", ".join(business.details)), ("details",)),
        Fact("E-mail", f"{plain(business.email)} {kind}".strip(), ("email",)),
        Fact("Phone", _phone(business), ("phone",)),
        Fact("Website", words.link(business.website) if business.website else "", ("website",)),
        Fact("Address", plain(business.address()), ("street", "postcode", "city")),
        Fact("Opening hours", plain(business.opening_hours), ("opening_hours",)),
        Fact("Languages", plain(", ".join(map(language, business.languages))), ("languages",)),
        Fact("Booking system", plain(business.booking), ("booking",)),
        Fact("Shop system", plain(business.shop), ("shop",)),
        Fact("Site made with", plain(business.site_builder), ("site_builder",)),
        Fact("Profiles", " · ".join(map(words.link, business.social)), ("social",)),
        Fact("Rating", stars, ("rating", "reviews")),
    ]


def _phone(business: Business) -> str:
    national = business.phone_national or business.phone
    abroad = business.phone_e164 if business.phone_e164 not in ("", national) else ""
    return words.plain(national) + (f" ({words.plain(abroad)})" if abroad else "")


def language(code: str) -> str:
    return LANGUAGES.get(code) or MORE_LANGUAGES.get(code, code)


def _line(fact: Fact, by_field: Mapping[str, Sequence[Evidence]]) -> str:
    read = [item for name in fact.fields for item in by_field.get(name, ())]
    sources = [f":small[{_source(item, fact.text)}]" for item in read[:SHOWN]]
    return "  \n".join([f"**{fact.label}:** {fact.text}", *sources])


def _source(item: Evidence, known: str = "") -> str:
    """Where and when something was read, and in which words where they are not those that stand there already."""
    quoted = words.plain(item.quote.text)
    said = f"“{quoted}” · " if known and quoted != known and len(item.quote.text) <= 160 else ""
    return f":gray[{said}]{words.link(item.quote.url)} :gray[· {words.plain(words.day(item.found_at))}]"
