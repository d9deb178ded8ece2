"""The third step of an import: what happens to businesses that are known, and what holds for rows that do not say."""

import streamlit as st

from graph import imports
from graph.app import App
from pages.parts import actions
from storage.records import Known, Upload
from storage.sectors import in_order, label

KNOWN = {
    Known.FILL: ("Fill their gaps", "What is known stays; a fact that was missing is added."),
    Known.OVERWRITE: ("Update them", "Facts of the list replace older ones; what each was before is kept. "
                      "An empty cell changes nothing."),
    Known.SKIP: ("Skip them", "They stay as they are and do not join this campaign."),
    Known.CREATE: ("Create every row", "Each row becomes a lead of its own. Those that are surely one business are "
                   "merged under Duplicates, where that can be undone."),
}  # fmt: skip
COUNTRIES = {
    "": "not said", "DE": "Germany", "AT": "Austria", "CH": "Switzerland", "LI": "Liechtenstein", "LU": "Luxembourg",
    "ES": "Spain", "GB": "United Kingdom", "IE": "Ireland", "US": "United States", "CA": "Canada", "AU": "Australia",
    "NZ": "New Zealand", "FR": "France", "BE": "Belgium", "NL": "Netherlands", "IT": "Italy", "PT": "Portugal",
    "DK": "Denmark", "SE": "Sweden", "NO": "Norway", "FI": "Finland", "PL": "Poland", "CZ": "Czechia",
    "SK": "Slovakia", "HU": "Hungary", "SI": "Slovenia", "HR": "Croatia", "RO": "Romania", "BG": "Bulgaria",
    "GR": "Greece", "MX": "Mexico", "AR": "Argentina", "CL": "Chile", "CO": "Colombia", "PE": "Peru", "BR": "Brazil",
    "IN": "India", "ZA": "South Africa",
}  # fmt: skip


def show(app: App, upload: Upload) -> None:
    options = upload.options
    keys = {name: f"list_{upload.id}_{name}" for name in ("known", "sector", "country")}

    def keep() -> None:
        imports.decide(app, upload.id, *(st.session_state[key] for key in keys.values()))

    st.radio(
        "Businesses that are known already",
        list(KNOWN),
        index=list(KNOWN).index(options.known),
        format_func=lambda one: KNOWN[one][0],
        captions=[told for _, told in KNOWN.values()],
        key=keys["known"],
        on_change=actions.attempt,
        args=(keep,),
    )
    left, right = st.columns(2)
    sectors = ["", *in_order()]
    left.selectbox(
        "Sector of rows that give none",
        sectors,
        index=sectors.index(options.sector) if options.sector in sectors else 0,
        format_func=lambda slug: label(slug, plural=True).capitalize() if slug else "not said",
        key=keys["sector"],
        on_change=actions.attempt,
        args=(keep,),
    )
    codes = list(COUNTRIES)
    right.selectbox(
        "Country of phone numbers without a country code",
        codes,
        index=codes.index(options.country) if options.country in codes else 0,
        format_func=COUNTRIES.__getitem__,
        key=keys["country"],
        on_change=actions.attempt,
        args=(keep,),
        help="A row that names its own country goes by that.",
    )
