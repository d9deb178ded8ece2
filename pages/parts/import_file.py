"""The first step of an import: the file, how it is read, and whether it was imported before."""

import streamlit as st

from agents.discovery import text_encoding
from graph import imports
from graph.app import App
from pages.parts import import_place, words
from storage.errors import HandpickedError
from storage.records import Upload

TYPES = ["csv", "tsv", "txt", "xlsx", "xlsm", "xls", "geojson", "json", "vcf", "vcard"]
DELIMITERS = {"": "guessed", ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def choose(app: App) -> None:
    """Where a file is given. It is kept once on disk; the browser's copy is let go with this step."""
    file = st.file_uploader("Your list", type=TYPES, key="list")
    if file is None:
        st.info(
            "Choose a table with one business a row: CSV, TSV, Excel, GeoJSON or vCard, up to 1,000,000 rows. "
            "A column with the name is needed; the rest is a bonus."
        )
        return
    try:
        with st.spinner("Reading the file"):
            kept = imports.keep(app, file.name, file.getvalue())
    except HandpickedError as error:
        st.error(words.plain(str(error)), icon=":material/error:")
        return
    import_place.go(kept.id, "file")
    st.rerun()


def show(app: App, chosen: Upload) -> None:
    name = words.plain(chosen.name)
    rows, columns = words.counted(chosen.rows, "row"), words.counted(len(chosen.columns), "column")
    st.markdown(f"**{name}** · {rows} · {columns} · {words.size(chosen.size)}")
    for campaign in imports.earlier(app, chosen)[:3]:
        st.info(
            f"This list was imported before, on {words.moment(campaign.created_at)}, as "
            f"**{words.plain(campaign.brief.name)}**. Importing it again creates nothing twice.",
            icon=":material/history:",
        )
        st.page_link("leads.py", label="See those leads", query_params={"campaign": str(campaign.id)})
    _reading(app, chosen)
    st.dataframe(_rows(chosen), hide_index=True)


def _reading(app: App, chosen: Upload) -> None:
    """How the file is read, guessed, and to be changed where the rows below look wrong."""
    used, sheets = chosen.preview["read_as"], chosen.preview["sheets"]
    is_text = chosen.name.casefold().endswith((".csv", ".tsv", ".txt"))
    kept = {"encoding": chosen.options.encoding, "delimiter": chosen.options.delimiter, "sheet": chosen.options.sheet}
    said = dict(kept)
    left, right = st.columns(2)
    if len(sheets) > 1:
        at = sheets.index(used["sheet"]) if used["sheet"] in sheets else 0
        said["sheet"] = left.selectbox("Sheet", sheets, index=at, key=f"list_{chosen.id}_sheet") or ""
        said["sheet"] = kept["sheet"] if said["sheet"] == used["sheet"] else said["sheet"]
    if is_text:
        choices = ["", *text_encoding.CHOICES]
        guessed = text_encoding.CHOICES.get(used["encoding"], used["encoding"])
        said["encoding"] = left.selectbox(
            "Encoding",
            choices,
            index=choices.index(kept["encoding"]) if kept["encoding"] in choices else 0,
            format_func=lambda one: text_encoding.CHOICES.get(one, f"guessed ({guessed})"),
            key=f"list_{chosen.id}_encoding",
        )
        marks = list(DELIMITERS)
        mark = DELIMITERS.get(used["delimiter"], used["delimiter"])
        said["delimiter"] = right.selectbox(
            "Between two cells stands a",
            marks,
            index=marks.index(kept["delimiter"]) if kept["delimiter"] in marks else 0,
            format_func=lambda one: DELIMITERS[one] if one else f"guessed ({mark})",
            key=f"list_{chosen.id}_delimiter",
        )
    if said == kept:
        return
    try:
        imports.read_as(app, chosen.id, **said)
    except HandpickedError as error:
        st.error(f"{words.plain(str(error))} Below it stands as it was read before.", icon=":material/error:")
    else:
        st.rerun()


def _rows(chosen: Upload) -> list[dict[str, str]]:
    return [dict(zip(chosen.columns, row, strict=False)) for row in chosen.preview["first"]]
