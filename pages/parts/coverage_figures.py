"""The figures of a search: what it found, what it read and what it left, live while it is under way."""

from collections.abc import Callable, Sequence

import streamlit as st

from agents.discovery.source import Outcome
from graph import coverage
from graph.app import App
from graph.campaigns import Overview
from graph.coverage import Coverage, Kind
from pages.parts import actions, words
from storage.records import RunItem

KINDS = {"list": "Lists", "entry": "Entries", "tile": "Map tiles", "query": "Queries", "site": "Web sites"}
LIVE_SECONDS = 1.0


def show(app: App, view: Overview, shown: Coverage) -> None:
    """What it found, in one row of figures."""
    _draw(app, view, shown, _tiles)


def details(app: App, view: Overview, shown: Coverage) -> None:
    """What is read and what is ahead, and what became of the addresses on the way, with the reasons."""
    _draw(app, view, shown, _details)


def _draw(app: App, view: Overview, shown: Coverage, part: Callable[[Coverage], None]) -> None:
    """Draw a part of the figures, again every second while work goes on; at its end the whole screen is drawn anew."""
    if not (shown.is_newest and shown.is_under_way and view.is_working):
        part(shown)
        return

    @st.fragment(run_every=LIVE_SECONDS)
    def live() -> None:
        with actions.explained():
            now = coverage.coverage(app, view.campaign.id, shown.search.number)
            if now is None or not now.is_under_way:
                st.rerun()
            part(now)

    live()


def _tiles(shown: Coverage) -> None:
    search, differences = shown.search, shown.differences
    figures = {
        "Found": (f"{search.found:,}", "Businesses that this search found, each counted once"),
        "New": (f"{search.new:,}", "Those that the campaign did not have before"),
        "Known": (f"{search.known:,}", "Those that an earlier search of the campaign had found"),
        "Duplicates": (f"{search.duplicates:,}", "Times that a business came up once more"),
    }
    if differences is not None and shown.previous is not None:
        gone = "–" if search.gone is None else f"{search.gone:,}"
        figures["Gone"] = (gone, _why_gone(shown))
        share = "–" if differences.overlap is None else f"{differences.overlap:.0%}"
        help_ = f"How many of the businesses of search {shown.previous.number} this one found too"
        figures["Overlap"] = (share, help_)
    figures["Pages"] = (f"{search.pages:,}", f"Pages that were asked for; {words.size(shown.size)} came in all")
    for place, (name, (value, help_)) in zip(st.columns(len(figures)), figures.items(), strict=True):
        place.metric(name, value, help=help_, border=True)


def _why_gone(shown: Coverage) -> str:
    if shown.search.gone is not None:
        return "Businesses of earlier searches that this one, read to its end, no longer found"
    return "Cannot be said before a search has read everything: this one was cut short, or some pages gave no answer"


def _details(shown: Coverage) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader("What there is to read")
        if not shown.kinds:
            st.caption("Nothing yet.")
        for kind in shown.kinds:
            _progress(kind)
        _problems(shown.problems, shown.troubled)
    with right:
        st.subheader("What became of each address")
        if not shown.visits:
            st.caption("No page was asked for: what was read came whole, or nothing has been read yet.")
        for outcome in Outcome:
            if count := shown.visits.get(outcome):
                _outcome(outcome, count, shown.reasons.get(outcome, ()))


def _progress(kind: Kind) -> None:
    total = kind.done + kind.ahead + kind.passing
    silent = f", {kind.passing:,} gave no answer" if kind.passing else ""
    ahead = f", {kind.ahead:,} ahead" if kind.ahead else ""
    name = words.plain(KINDS.get(kind.name, kind.name.capitalize() or "Parts"))
    st.progress(kind.done / total, text=f"**{name}** · {kind.done:,} of {total:,} done{ahead}{silent}")


def _problems(problems: Sequence[RunItem], count: int) -> None:
    if not count:
        return
    with st.expander(f"What was missed ({count:,})"):
        st.dataframe([{"what": item.name, "why": item.problem} for item in problems], hide_index=True)
        if count > len(problems):
            st.caption(f"The first {len(problems):,} of {count:,}.")


def _outcome(outcome: Outcome, count: int, reasons: Sequence[tuple[str, int]]) -> None:
    st.markdown(f"**{count:,}** {outcome}")
    said = [(why, many) for why, many in reasons if why]
    if said:
        st.markdown("\n".join(f"- {many:,}: {words.plain(why)}" for why, many in said))
