"""What became of the rows of an imported list, and those that were left out, to download."""

import io
from collections.abc import Sequence

import streamlit as st

from graph import imported
from graph.app import App
from graph.imported import Outcome
from graph.overview import Overview
from pages.parts import actions, frame, sheet, words
from storage.records import RowKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(app: App, view: Overview) -> None:
    """Nothing for a campaign that is no import, or whose list is not read to its end."""
    outcome = imported.outcome(app, view.campaign.id)
    if outcome is None:
        return
    counts = {
        "Rows read": outcome.rows,
        "created": outcome.created,
        "updated": outcome.updated,
        "known and unchanged": outcome.unchanged,
        "skipped": outcome.skipped,
        "twice in the list": outcome.duplicates,
        "failed": outcome.failed,
        "of another sector": outcome.other_sector,
    }
    always = ("Rows read", "created", "updated", "skipped", "failed")
    told = [f"{name}: {count:,}" for name, count in counts.items() if count or name in always]
    st.markdown(f"**{words.plain(view.campaign.brief.name)}** · {' · '.join(told)}")
    if outcome.merged:
        label = f"{words.counted(outcome.merged, 'lead')} merged with another one"
        st.page_link("duplicates.py", label=label, icon=":material/merge:", query_params={"show": "merged"})
    with st.container(horizontal=True):
        _downloads(app, view.campaign.id, outcome)
        if imported.can_take_back(app, view.campaign.id) and not view.is_working:
            with st.popover("Take this import back", icon=":material/undo:"):
                st.write(
                    "Removes the leads that it created and nobody decided on, and puts facts back that it changed. "
                    "Leads that you selected, rejected, tagged or wrote to stay; those that were merged stay under "
                    "Duplicates."
                )
                actions.button("Take it back", lambda: _taken_back(app, view.campaign.id), key="take_back")


def _taken_back(app: App, campaign_id: int) -> str:
    done = imported.take_back(app, campaign_id, frame.WHO)
    facts = f", facts of {words.counted(done.restored, 'lead')} put back" if done.restored else ""
    stay = f" {words.counted(done.kept, 'lead')} on which somebody decided stay." if done.kept else ""
    return f"The import was taken back: {words.counted(done.removed, 'lead')} removed{facts}.{stay}"


def _downloads(app: App, campaign_id: int, outcome: Outcome) -> None:
    if outcome.left_out:
        label = f"{words.counted(outcome.left_out, 'row')} that gave no lead of their own"
        _files(app, campaign_id, label, "left-out", imported.LEFT_OUT)
    if outcome.partly:
        label = f"{words.counted(outcome.partly, 'row')} with a field left out"
        _files(app, campaign_id, label, "field-left-out", (RowKind.PARTLY,))


def _files(app: App, campaign_id: int, label: str, name: str, kinds: Sequence[RowKind]) -> None:
    """The same rows in both formats, made when they are asked for."""
    st.download_button(
        f"{label} (CSV)",
        lambda: sheet.of(lambda file: imported.write_csv(app, campaign_id, kinds, file)),
        file_name=f"{name}-{campaign_id}.csv",
        mime="text/csv",
        icon=":material/download:",
        key=f"{name}_csv",
        on_click="ignore",
    )
    st.download_button(
        "as Excel",
        lambda: _workbook(app, campaign_id, kinds),
        file_name=f"{name}-{campaign_id}.xlsx",
        mime=XLSX,
        icon=":material/download:",
        key=f"{name}_xlsx",
        on_click="ignore",
    )


def _workbook(app: App, campaign_id: int, kinds: Sequence[RowKind]) -> bytes:
    file = io.BytesIO()
    imported.write_xlsx(app, campaign_id, kinds, file)
    return file.getvalue()
