"""All searches of a campaign in a table, and two of them beside each other."""

from collections.abc import Sequence

import streamlit as st

from graph import coverage
from graph.app import App
from graph.coverage import Compared, Coverage
from pages.parts import address, words
from storage.records import SearchRun


def show(app: App, shown: Coverage) -> None:
    """The table, then what is new and gone between the search that is open and another."""
    st.dataframe([_row(search) for search in shown.runs], hide_index=True)
    others = [str(search.number) for search in shown.runs if search != shown.search]
    if not others:
        st.caption("There is one search so far. Search again to see what is new and what is gone.")
        return
    default = str(shown.previous.number) if shown.previous else others[0]
    options = [default, *(other for other in others if other != default)]
    other = address.one_of(
        st.selectbox, "Compare with", options, "with", format_func=lambda number: f"Search {number}", width=220
    )
    _compared(coverage.compare(app, shown.campaign.id, int(other), shown.search.number))


def _row(search: SearchRun) -> dict[str, object]:
    return {
        "search": search.number,
        "began": words.moment(search.started_at),
        "took": words.duration(search.seconds),
        "how it ended": str(search.status),
        "pages": search.pages,
        "found": search.found,
        "new": search.new,
        "known": search.known,
        "gone": "–" if search.gone is None else f"{search.gone:,}",
    }


def _compared(both: Compared) -> None:
    of, earlier, later = both.differences, both.earlier.number, both.later.number
    share = "" if of.overlap is None else f", {of.overlap:.0%} of those of search {earlier}"
    st.markdown(f"**{of.both:,}** businesses were found by both{share}.")
    new, gone = st.columns(2, gap="large")
    with new:
        st.subheader(f"Only in search {later} ({of.new:,})")
        _names(both, both.new, of.new, both.new_filter)
    with gone:
        st.subheader(f"Only in search {earlier} ({of.gone:,})")
        _names(both, both.gone, of.gone, both.gone_filter)


def _names(both: Compared, named: Sequence[tuple[int, str, str]], count: int, where: str) -> None:
    if not count:
        st.caption("No business.")
        return
    st.dataframe([{"name": name, "town": city} for _, name, city in named], hide_index=True)
    if count > len(named):
        st.caption(f"The first {len(named):,} of {count:,} by name.")
    link = {"campaign": str(both.later.campaign_id), "where": where}
    st.page_link("leads.py", label="Open in the table of leads", icon=":material/arrow_forward:", query_params=link)
