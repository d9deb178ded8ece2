"""The usual way to show a table of leads with Streamlit: all of it in a DataFrame; a database file is its argument."""

import sqlite3
import sys

import pandas as pd
import streamlit as st

QUERY = """
SELECT candidates.id, candidates.score, candidates.status, candidates.reason,
    leads.name, leads.sector, leads.city, leads.email, leads.rating
FROM candidates JOIN leads ON leads.id = candidates.lead_id
"""
ORDERS = {"best first": ("score", False), "name": ("name", True), "city": ("city", True), "rating": ("rating", False)}


@st.cache_data
def load(path: str) -> pd.DataFrame:
    with sqlite3.connect(path) as connection:
        return pd.read_sql(QUERY, connection)


st.set_page_config(layout="wide")
shown = load(sys.argv[1])
statuses = st.pills("Decision", ["to pick", "selected", "rejected"], selection_mode="multi")
text = st.text_input("Search")
column, rises = ORDERS[st.selectbox("Order", list(ORDERS)) or "best first"]
if statuses:
    shown = shown[shown["status"].isin(statuses)]
if text:
    shown = shown[shown["name"].str.contains(text, case=False, regex=False)]
st.caption(f"{len(shown):,} leads")
st.dataframe(shown.sort_values(column, ascending=rises, na_position="last"), height=1000, row_height=24)
