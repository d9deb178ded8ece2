"""The form of a campaign's brief, empty or filled with that of an earlier campaign."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from graph import campaigns, models
from graph.app import App
from pages.parts import frame, whereabouts, words
from storage.errors import NotFound
from storage.records import LANGUAGES, TONES, Brief, Campaign, Channel
from storage.sectors import in_order, label

CHANNELS = {Channel.EMAIL: "E-mail", Channel.SOCIAL: "Social post"}


def follow(app: App, sources: Sequence[str]) -> None:
    """Where the address names an earlier campaign to start again, turn to the source of that campaign, once."""
    wanted = st.query_params.get("again", "")
    if wanted == st.session_state.get("again_in_address", ""):
        return
    st.session_state.again_in_address = wanted
    earlier = _earlier(app)
    if earlier is not None and _tab(earlier.brief) in sources:
        st.session_state.source = _tab(earlier.brief)


def beginning(app: App, source: str) -> tuple[Brief, str]:
    """The brief that the form of a source begins with, and the key of that form."""
    earlier = _earlier(app)
    if earlier is not None and _tab(earlier.brief) == source:
        return earlier.brief, f"{source}_{earlier.id}"
    return campaigns.DEMO_BRIEF if source == "demo" else Brief("", "", (), "", ""), source


def show(base: Brief, key: str, *, has_place: bool = True) -> Brief:
    """The brief as it is typed at the moment, beginning with ``base``."""
    is_web = has_place and not base.is_demo
    if is_web:
        whereabouts.ask(key)
    left, right = st.columns(2, gap="large")
    with left:
        typed = _whom(base, key, has_place)
        typed = _sources(typed, base, key) if is_web else typed
    with right:
        return _how(typed, key, has_place)


def _whom(base: Brief, key: str, has_place: bool) -> Brief:
    """Where to look, for whom, and what they are offered."""
    st.session_state.setdefault(f"{key}_sectors", list(base.sectors))
    where = _place(base, key) if has_place else (base.place, base.radius_km, base.area)
    return replace(
        base,
        place=where[0],
        radius_km=where[1],
        area=where[2],
        sectors=tuple(
            st.multiselect(
                "Sectors",
                in_order(),
                format_func=lambda slug: label(slug, plural=True).capitalize(),
                key=f"{key}_sectors",
                placeholder="All sectors",
            )
        ),
        offer=st.text_input(
            "We offer …",
            base.offer,
            key=f"{key}_offer",
            max_chars=200,
            placeholder="a booking calendar for small practices",
            help="Finish the sentence. It stands in every message as you write it here.",
        )
        or "",
        ideal_customer=st.text_area(
            "Ideal customer",
            base.ideal_customer,
            key=f"{key}_ideal",
            max_chars=500,
            height=100,
            placeholder="family-run cafés with outdoor seating and good reviews",
            help="Whom you want to reach, in a few words. Every business is compared with it.",
        )
        or "",
    )


def _how(base: Brief, key: str, has_place: bool) -> Brief:
    """What the campaign is called, how it writes, and its limits."""
    name = st.text_input(
        "Name of the campaign", base.name, key=f"{key}_name", max_chars=80, placeholder="made from sector and place"
    )
    tone = st.pills("Tone", TONES, default=base.tone, required=True, format_func=str.capitalize, key=f"{key}_tone")
    channels = st.pills(
        "Write",
        list(CHANNELS),
        selection_mode="multi",
        default=list(base.channels),
        format_func=CHANNELS.__getitem__,
        key=f"{key}_channels",
    )
    limits = _limits(base, key) if has_place else (base.limit, base.max_pages, base.max_minutes)
    return replace(
        base,
        name=name or "",
        tone=tone or base.tone,
        language=_language(base, key),
        channels=tuple(channels),
        limit=limits[0],
        max_pages=limits[1],
        max_minutes=limits[2],
    )


def _language(base: Brief, key: str) -> str:
    """The language that is written in, with a word of warning where the model chosen for drafts does not write it."""
    language = st.segmented_control(
        "Language",
        list(LANGUAGES),
        default=base.language,
        required=True,
        format_func=LANGUAGES.__getitem__,
        key=f"{key}_language",
        help="Write the offer in this language too: it stands in every message word for word.",
    )
    if problem := models.cannot_write(frame.app(), language):
        st.warning(words.plain(problem), icon=":material/translate:")
    return language


def _limits(base: Brief, key: str) -> tuple[int, int, int]:
    columns = st.columns(3, vertical_alignment="bottom")
    limit = columns[0].number_input("At most so many businesses", 1, 1_000_000, base.limit, key=f"{key}_limit")
    pages = columns[1].number_input("At most so many pages", 1, 1_000_000, base.max_pages, key=f"{key}_pages")
    minutes = columns[2].number_input("At most so many minutes", 1, 100_000, base.max_minutes, key=f"{key}_minutes")
    return int(limit or 1), int(pages or 1), int(minutes or 1)


def _tab(brief: Brief) -> str:
    """Under which source's form a brief is typed."""
    return "osm" if brief.source == "web" else brief.source


def _sources(typed: Brief, base: Brief, key: str) -> Brief:
    source, directories, websites = whereabouts.chosen(frame.app(), base, key)
    return replace(typed, source=source, directories=directories, websites=websites)


def _earlier(app: App) -> Campaign | None:
    wanted = st.query_params.get("again", "")
    try:
        return campaigns.overview(app, int(wanted)).campaign if wanted.isdecimal() else None
    except NotFound:
        return None


def _place(base: Brief, key: str) -> tuple[str, float, str]:
    if base.is_demo:
        st.text_input("Place", base.place, disabled=True, key=f"{key}_place")
        return base.place, base.radius_km, base.area
    return whereabouts.place(base, key)
