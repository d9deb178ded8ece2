"""One pair side by side: why it is asked, where the two differ, what each rests on, and the two verbs."""

from collections.abc import Sequence

import streamlit as st

from graph import identity
from graph.app import App
from graph.identity import Pair
from pages.parts import actions, duplicate_alike, frame, words
from pages.parts.actions import Notice
from storage.records import Business, Evidence, Lead
from storage.sectors import label

_OWN = ("Position", "Source", "Found")
"""What two leads always say differently."""


def show(app: App, pair: Pair) -> None:
    st.subheader(words.plain(pair.first.business.name or pair.second.business.name))
    with st.container(horizontal=True, vertical_alignment="center"):
        actions.button(
            "Same business",
            lambda: _same(app, pair),
            key="same",
            shortcut="m",
            type="primary",
            icon=":material/join_inner:",
            help="Merge them: the left one stays and gains what the other knows. It can be undone.",
        )
        actions.button(
            "Keep apart",
            lambda: _apart(app, pair),
            key="apart",
            shortcut="x",
            icon=":material/call_split:",
            help="They are two businesses. This pair is never asked about again.",
        )
        duplicate_alike.show(app, pair)
    st.markdown(f"**Why it is asked:** {words.plain(pair.why)}")
    for warning in pair.warnings:
        st.warning(words.plain(warning), icon=":material/warning:")
    _sides(pair)
    _evidence(pair)


def _sides(pair: Pair) -> None:
    """Each fact of both beside each other; what differs is marked."""
    names = (("This one stays", pair.first), ("This one goes into it", pair.second))
    lines = ["| | " + " | ".join(name for name, _ in names) + " |", "|:--|:--|:--|"]
    facts = [_facts(lead) for _, lead in names]
    for name in facts[0]:
        ours, theirs = facts[0][name], facts[1][name]
        if ours or theirs:
            differs = bool(ours and theirs) and name not in _OWN and _plain(name, ours) != _plain(name, theirs)
            lines.append(f"| {name} | {_cell(ours, differs)} | {_cell(theirs, differs)} |")
    with st.container(key="sides"):
        st.markdown("\n".join(lines))
    st.caption("Marked: what the two say differently.")


def _facts(lead: Lead) -> dict[str, str]:
    one: Business = lead.business
    return {
        "Name": one.name,
        "Sector": label(one.sector),
        "Address": one.address(),
        "Phone": one.phone,
        "E-mail": one.email,
        "Website": one.website,
        "Opening hours": one.opening_hours,
        "Position": f"{one.lat:.5f}, {one.lon:.5f}" if one.lat is not None and one.lon is not None else "",
        "What they do": one.description,
        "Known for": ", ".join(one.details),
        "Source": lead.source,
        "Found": words.moment(lead.found_at),
    }


def _plain(name: str, text: str) -> str:
    """A fact without what makes no difference."""
    return "".join(c for c in text if c.isdigit())[-9:] if name == "Phone" else text.casefold()


def _cell(text: str, differs: bool) -> str:
    safe = words.plain(" ".join(text.split())) or "–"
    return f":orange-background[{safe}]" if differs else safe


def _evidence(pair: Pair) -> None:
    with st.expander("Where this was read", icon=":material/fact_check:"):
        left, right = st.columns(2, gap="medium")
        for column, lead in ((left, pair.first), (right, pair.second)):
            with column:
                st.markdown(f"**{words.plain(lead.business.name)}**")
                _quotes(pair.evidence.get(lead.id, ()))


def _quotes(found: Sequence[Evidence], most: int = 40) -> None:
    if not found:
        st.caption("Nothing was kept of where it was read.")
    for one in found[:most]:
        read = f"{words.link(one.quote.url)} · {words.moment(one.found_at)}"
        st.markdown(f"**{words.plain(one.quote.field)}**: {words.plain(one.quote.text[:300])}  \n{read}")


def _same(app: App, pair: Pair) -> Notice:
    merge_id = identity.same(app, pair.proposal.id, frame.WHO)
    first, second = pair.first.business.name, pair.second.business.name
    return Notice(f"“{second}” is now part of “{first}”.", undo=lambda: _undone(app, merge_id))


def _apart(app: App, pair: Pair) -> Notice:
    identity.apart(app, pair.proposal.id, frame.WHO)
    first, second = pair.first.business.name, pair.second.business.name
    return Notice(f"“{first}” and “{second}” stay two businesses.", undo=lambda: _asked_again(app, pair.proposal.id))


def _undone(app: App, merge_id: int) -> str:
    identity.undo(app, merge_id, frame.WHO)
    return "They are two businesses again."


def _asked_again(app: App, pair_id: int) -> str:
    identity.reopen(app, pair_id, frame.WHO)
    return "The pair is to decide again."
