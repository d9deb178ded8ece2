"""The figures of a search: what it found, what it read and what it left, live while it is under way."""

from collections.abc import Callable, Sequence

import streamlit as st

from agents.discovery.source import ASKED, PART, ROBOTS_TXT, SITEMAP, Outcome
from graph import coverage
from graph.app import App
from graph.coverage import Coverage, Kind
from graph.overview import Overview
from pages.parts import actions, words
from storage.records import RunItem

KINDS = {"list": "Lists", "entry": "Entries", "tile": "Map tiles", "query": "Queries", "site": "Web sites"}
BESIDE = {ROBOTS_TXT: "robots.txt files", SITEMAP: "sitemaps", PART: "scripts and data of pages"}
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
        "Found": (
            f"{search.found:,}",
            "Businesses that this search found, each counted once: the new and the known ones",
        ),
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
    what = "Pages and answers of map services that were asked for; what became of each stands below"
    figures["Pages"] = (f"{search.pages:,}", what)
    for place, (name, (value, help_)) in zip(st.columns(len(figures)), figures.items(), strict=True):
        place.metric(name, value, help=help_, border=True)


def _why_gone(shown: Coverage) -> str:
    if shown.search.gone is not None and shown.passing:
        return "Businesses of earlier searches that a source read to its end no longer gave; another gave no answer"
    if shown.search.gone is not None:
        return "Businesses of earlier searches that this one, read to its end, no longer found"
    return "Cannot be said before a search has read everything: this one was cut short, or some pages gave no answer"


def _details(shown: Coverage) -> None:
    left, right = st.columns([2, 3], gap="large")
    with left:
        st.subheader("What there is to read")
        if not shown.kinds:
            st.caption("Nothing yet.")
        for kind in _shown(shown.kinds):
            _progress(kind)
        _problems(shown.problems, shown.troubled)
    with right:
        st.subheader("What became of each page")
        _pages(shown)


def _pages(shown: Coverage) -> None:
    """The pages asked for, those that were not, and what is no page, each with its parts, which add up to it."""
    if not shown.addresses:
        st.caption("No page was asked for: what was read came whole, or nothing has been read yet.")
        return
    left = sum(shown.visits.values()) - shown.asked
    st.markdown(f"**{words.counted(shown.asked, 'page')}** asked for:\n{_outcomes(shown, is_asked=True)}")
    if left:
        st.markdown(f"**{words.counted(left, 'page')}** not asked for:\n{_outcomes(shown, is_asked=False)}")
    if shown.beside:
        named = "\n".join(f"- **{count:,}** {BESIDE[name]}" for name, count in shown.beside.items())
        st.markdown(f"**{sum(shown.beside.values()):,}** that are no pages:\n{named}")
    st.caption(f"{shown.addresses:,} addresses in all, {words.size(shown.size)} received.")


def _shown(kinds: Sequence[Kind]) -> list[Kind]:
    """Those that a person knows; steps that are of no kind only where nothing else tells how far it is."""
    return [kind for kind in kinds if kind.name or kind.passing] or list(kinds)


def _progress(kind: Kind) -> None:
    total = kind.done + kind.ahead + kind.passing
    silent = f", {kind.passing:,} gave no answer" if kind.passing else ""
    ahead = f", {kind.ahead:,} ahead" if kind.ahead else ""
    name = words.plain(KINDS.get(kind.name, kind.name.capitalize() or "Steps"))
    st.progress(kind.done / total, text=f"**{name}** · {kind.done:,} of {total:,} done{ahead}{silent}")


def _problems(problems: Sequence[RunItem], count: int) -> None:
    if not count:
        return
    with st.expander(f"What was missed ({count:,})"):
        st.dataframe([{"what": item.name, "why": item.problem} for item in problems], hide_index=True)
        if count > len(problems):
            st.caption(f"The first {len(problems):,} of {count:,}.")


def _outcomes(shown: Coverage, *, is_asked: bool) -> str:
    """A list of outcomes with their counts, below each the commonest reasons."""
    lines = []
    for outcome in Outcome:
        if (outcome in ASKED) == is_asked and (count := shown.visits.get(outcome)):
            lines.append(f"- **{count:,}** {outcome}")
            reasons = shown.reasons.get(outcome, ())
            lines += [f"  - {many:,}: {words.plain(why)}" for why, many in reasons if why]
    return "\n".join(lines)
