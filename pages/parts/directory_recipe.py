"""A directory's recipe as it is made or changed: what was guessed from an example, and what a person makes of it."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import streamlit as st

from agents.discovery import recipe_guess
from agents.discovery.recipe import FIELDS, SECTOR, starts
from agents.discovery.recipe_guess import Candidate
from graph import recipes
from graph.app import App
from graph.recipes import Example, Tried
from pages.parts import actions, frame, words
from storage import sectors
from storage.errors import HandpickedError
from storage.records import Recipe

GUESS, TYPED = "guess", "typed"
_OPEN, _EXAMPLE, _TRIED, _ROUND = "directory_recipe", "directory_example", "directory_tried", "directory_round"


def is_open() -> bool:
    return isinstance(st.session_state.get(_OPEN), Recipe)


def look(url: str) -> str:
    """Begin a recipe with what a list and its first entry show."""
    example = recipes.look(frame.app(), url)
    guess = example.guess
    recipe = Recipe(
        0,
        urlsplit(example.url).hostname or "",
        guess.start_url,
        guess.entries[0].selector if guess.entries else "",
        guess.next[0].selector if guess.next else "",
        recipe_guess.sure(example.fields),
        guess.sector,
        guess.sectors,
    )
    _open(recipe, example)
    return example.problem or f"{guess.entries[0].count} entries were seen. See below what was read of the first."


def edit(recipe_id: int) -> str:
    """Open a recipe that was saved, with a fresh example where its list can be read."""
    recipe = recipes.get(frame.app(), recipe_id)
    lists = starts(recipe, "", ())
    try:
        example = recipes.look(frame.app(), lists[0][0]) if lists else None
    except HandpickedError as error:
        _open(recipe, None)
        return f"{recipe.name} is open without an example: {error}"
    if example is not None and recipe.entry:
        try:
            example = recipes.look_closer(frame.app(), example, recipe.entry)
        except HandpickedError:
            _open(recipe, example)
            return f"The selector of {recipe.name} for entries names no links on {lists[0][0]} any more."
    _open(recipe, example)
    return f"{recipe.name} is open."


def show(app: App) -> None:
    """The recipe that is open, field by field, with its trial."""
    recipe, example = st.session_state[_OPEN], st.session_state.get(_EXAMPLE)
    key = f"recipe_{st.session_state.get(_ROUND, 0)}"
    typed = _typed(recipe, example, key)
    with st.container(horizontal=True):
        actions.button(
            f"Try it on {recipes.TRIED} entries",
            lambda: _try_out(app, typed, example),
            key="directory_try",
            icon=":material/science:",
            disabled=example is None,
        )
        actions.button("Save", lambda: _save(app, typed), key="directory_save", type="primary", icon=":material/save:")
        actions.button("Leave", _close, key="directory_leave")
    for one in st.session_state.get(_TRIED, []):
        _tried(one)


def _typed(recipe: Recipe, example: Example | None, key: str) -> Recipe:
    guess = example.guess if example else None
    left, right = st.columns(2, gap="large")
    with left:
        name = st.text_input("Name", recipe.name, key=f"{key}_name", max_chars=80) or ""
        url = st.text_input(
            "Address of its lists",
            recipe.start_url,
            key=f"{key}_url",
            help="{place} stands for the place that is searched, {sector} for the word of each sector below.",
        )
        sector, pairs = _sectors(recipe, url or "", key)
        entry = _one("Links to entries", recipe.entry, guess.entries if guess else (), "", f"{key}_entry")
        if example is not None and entry != recipe.entry:
            actions.button("Look at its first entry", lambda: _closer(entry), key="directory_closer")
        following = _one("Link to the next page", recipe.next, guess.next if guess else (), "", f"{key}_next")
    with right:
        st.markdown("**What one entry says**")
        if example is not None and example.entry_page is not None:
            st.caption(words.link(example.entry_page.url))
        fields = tuple((field, one) for field in FIELDS if (one := _field(recipe, example, field, key)))
    return replace(
        recipe,
        name=name,
        start_url=url or "",
        entry=entry,
        next=following,
        fields=fields,
        sector=sector,
        sectors=pairs,
    )


def _sectors(recipe: Recipe, url: str, key: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The sector of all entries, or what stands for each sector in the address."""
    if SECTOR not in url:
        options = ["", *sectors.in_order()]
        chosen = st.selectbox(
            "Sector of its entries",
            options,
            index=options.index(recipe.sector) if recipe.sector in options else 0,
            key=f"{key}_sector",
            format_func=lambda slug: sectors.label(slug, plural=True).capitalize() if slug else "As each entry says",
        )
        return chosen or "", ()
    lines = st.text_area(
        "What stands for a sector in the address, one a line",
        "\n".join(f"{sectors.label(slug, plural=True)} = {word}" for slug, word in recipe.sectors),
        key=f"{key}_sectors",
        help="Such as: dental practices = zahnarzt",
    )
    pairs = [line.partition("=") for line in (lines or "").splitlines() if line.strip()]
    known = [(sectors.of_words(said), word.strip()) for said, _, word in pairs]
    for (said, _, _), (slug, _) in zip(pairs, known, strict=True):
        if slug == sectors.OTHER:
            st.warning(f"“{words.plain(said.strip())}” is no sector that is known here; this line is left out.")
    return "", tuple((slug, word) for slug, word in known if slug != sectors.OTHER and word)


def _field(recipe: Recipe, example: Example | None, field: str, key: str) -> str:
    page = example.entry_page if example else None
    found = example.fields.get(field, ()) if example else ()
    guessed = recipe_guess.guessed(page, field) if page else ""
    label = "E-mail" if field == "email" else field.replace("_", " ").capitalize()
    selector = _one(label, dict(recipe.fields).get(field, ""), found, guessed, f"{key}_field_{field}")
    if selector and page is not None:
        told = recipe_guess.told(page, field, selector)
        st.caption(f"→ {words.plain(told[:160])}" if told else ":orange[→ nothing of use on this entry]")
    return selector


def _one(label: str, current: str, found: Sequence[Candidate], guessed: str, key: str) -> str:
    """A selector: one of those that were found, one that is typed, or none, which leaves it to be guessed."""
    shown = {one.selector: f"{', '.join(one.shown)[:60]}  ·  {one.selector}" for one in found}
    if current:
        shown.setdefault(current, current)
    options = [GUESS, *shown, TYPED]
    names = {GUESS: f"Find it on each page ({guessed[:60]})" if guessed else "Find it on each page", TYPED: "Type it …"}
    chosen = st.selectbox(
        label,
        options,
        index=options.index(current) if current else 0,
        key=key,
        format_func=lambda one: names.get(one) or shown.get(one, one),
    )
    if chosen == TYPED:
        return (st.text_input(f"{label}: CSS selector", key=f"{key}_typed", placeholder=".phone a@href") or "").strip()
    return "" if chosen in (GUESS, None) else str(chosen)


def _closer(entry: str) -> str:
    recipe, example = st.session_state[_OPEN], st.session_state[_EXAMPLE]
    seen = recipes.look_closer(frame.app(), example, entry)
    _open(replace(recipe, entry=entry), seen)
    return seen.problem or "The first of these entries was read."


def _try_out(app: App, recipe: Recipe, example: Example | None) -> str:
    st.session_state[_TRIED] = []
    if example is None:
        return "There is no example to try it on."
    st.session_state[_TRIED] = recipes.try_out(app, recipe, example)
    good = sum(one.business is not None for one in st.session_state[_TRIED])
    return f"{good} of {len(st.session_state[_TRIED])} entries gave a business."


def _tried(one: Tried) -> None:
    with st.container(border=True):
        if one.business is None:
            st.warning(f"{words.link(one.url)}: {words.plain(one.problem)}", icon=":material/warning:")
            return
        of = one.business
        said = (of.address(), of.phone, of.email, of.website, of.opening_hours, sectors.label(of.sector))
        st.markdown(f"**{words.plain(of.name)}** · {words.plain(' · '.join(part for part in said if part))}")
        st.caption(words.link(one.url))


def _save(app: App, recipe: Recipe) -> str:
    kept = recipes.save(app, recipe, frame.WHO)
    _close()
    return f"{kept.name} is saved. Find offers it under “Look in”."


def _open(recipe: Recipe, example: Example | None) -> None:
    """Show a recipe afresh: every field takes its value anew."""
    st.session_state[_OPEN], st.session_state[_EXAMPLE] = recipe, example
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_TRIED, None)


def _close() -> None:
    for name in (_OPEN, _EXAMPLE, _TRIED):
        st.session_state.pop(name, None)
