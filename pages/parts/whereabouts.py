"""Where to look: one sentence that fills the form, the place and what it was understood as, the radius, the sources."""

import streamlit as st

from agents.discovery import places, sentence
from agents.discovery.places import Place
from graph import recipes, sources
from graph.app import App
from pages.parts import actions, frame, wish_words, words
from pages.parts.actions import Notice
from storage.records import Brief

MAP = "OpenStreetMap"


def ask(key: str) -> None:
    """One line in which all can be said; it fills the fields below."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Say it in one sentence",
            key=f"{key}_sentence",
            max_chars=sentence.LONGEST,
            placeholder="dentists and physiotherapists within 8 km of Freiburg",
        )
        actions.button("Fill in the form", lambda: _fill(key), key=f"{key}_fill", icon=":material/edit_note:")


def place(base: Brief, key: str) -> tuple[str, float, str]:
    """The place as it is typed, the radius in km (0: the place's own outline), and what the place was understood as."""
    st.session_state.setdefault(f"{key}_place", base.place)
    st.session_state.setdefault(f"{key}_radius", base.radius_km)
    left, middle, right = st.columns([3, 2, 2], vertical_alignment="bottom")
    typed = left.text_input("Place", key=f"{key}_place", max_chars=120, placeholder="Munich") or ""
    radius = middle.number_input(
        "Radius in km",
        0.0,
        float(sources.MOST_RADIUS_KM),
        key=f"{key}_radius",
        step=1.0,
        format="%g",
        help="Measured from the middle of the place. 0 looks in the whole place, up to its borders.",
    )
    with right:
        actions.button(
            "Look up",
            lambda: _look_up(key),
            key=f"{key}_look_up",
            icon=":material/travel_explore:",
            disabled=not typed.strip(),
            help="Asks OpenStreetMap which places have this name.",
        )
    return typed, float(radius or 0), _understood(base, key, typed)


def chosen(app: App, base: Brief, key: str) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    """The source of the brief, the directories that are read too, and the web sites."""
    known = {str(one.id): one.name for one in recipes.all_of(app) if one.is_on}
    options = [MAP, *known]
    st.session_state.setdefault(f"{key}_look_in", _looked_in(base, options))
    ticked = st.pills(
        "Look in",
        options,
        selection_mode="multi",
        key=f"{key}_look_in",
        format_func=lambda one: known.get(one, one),
    )
    st.page_link(
        "settings.py", label="Add a directory", icon=":material/list_alt:", query_params={"part": "Directories"}
    )
    typed = st.text_area(
        "Web sites to read too, one a line",
        "\n".join(base.websites),
        key=f"{key}_websites",
        height=80,
        placeholder="https://www.example.com",
    )
    directories = tuple(int(one) for one in ticked if one != MAP)
    return "osm" if MAP in ticked else "web", directories, tuple((typed or "").split())


def _looked_in(base: Brief, options: list[str]) -> list[str]:
    wanted = [str(one) for one in base.directories]
    return [one for one in options if one in wanted or (one == MAP and base.source != "web")]


def _fill(key: str) -> Notice:
    """Put what a sentence says into the fields; say what was not understood."""
    said = sentence.read(st.session_state.get(f"{key}_sentence", ""))
    if not said.sectors and not said.place:
        return Notice("Nothing in it was understood. Try: cafés within 5 km of Ulm.", is_error=True)
    st.session_state[f"{key}_sectors"] = list(said.sectors)
    st.session_state[f"{key}_place"] = said.place
    st.session_state[f"{key}_radius"] = min(said.radius_km, float(sources.MOST_RADIUS_KM))
    return Notice(wish_words.told(said, sources.MOST_RADIUS_KM), is_error=bool(said.left))


def _look_up(key: str) -> Notice:
    typed = " ".join(st.session_state.get(f"{key}_place", "").split())
    found = sources.find_places(frame.app(), typed)
    st.session_state[f"{key}_places"] = (typed, found)
    st.session_state.pop(f"{key}_which", None)
    several = f" {len(found)} places have this name; choose below." if len(found) > 1 else ""
    return Notice(f"Understood as {places.best(typed, found).label}.{several}")


def _understood(base: Brief, key: str, typed: str) -> str:
    """What was looked up for the place that is typed, or was for an earlier campaign; "" before that."""
    looked_up, found = st.session_state.get(f"{key}_places", ("", []))
    if looked_up != " ".join(typed.split()):
        earlier = places.of_text(base.area) if typed.strip() and typed == base.place else None
        found = [earlier] if earlier is not None else []
    if not found:
        return ""
    first = places.best(typed, found)
    shown = first if len(found) == 1 else _which(key, [first, *(one for one in found if one != first)])
    outline = "" if shown.is_area else " It has no outline: give a radius, or the box around it is searched."
    link = f" {words.link(shown.url)}" if shown.url else ""
    st.caption(f":material/location_on: {words.plain(shown.label)}.{link}{outline}")
    return shown.text


def _which(key: str, found: list[Place]) -> Place:
    """Of several places with one name the one that is meant."""
    number = st.selectbox(
        "Which one?", range(len(found)), key=f"{key}_which", format_func=lambda at: f"{found[at].label}"
    )
    return found[number or 0]
