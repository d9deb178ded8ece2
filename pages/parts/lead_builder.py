"""The builder of a condition, made from what the filter says of its own fields."""

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from graph import lead_table
from graph.app import App
from pages.parts import actions, lead_view
from storage.lead_fields import FIELDS, NO_VALUE, OP_LABELS, Field, Kind, Op
from storage.lead_filter import Condition, LeadFilter, Value
from storage.sectors import label

OPEN = "open_add_filter"


def show(app: App, where: LeadFilter) -> None:
    part = st.popover("Filter", icon=":material/filter_list:", key=OPEN, on_change="rerun")
    if part.open:
        with part:
            _form(app, where)


def _form(app: App, where: LeadFilter) -> None:
    names = [name for name, field in FIELDS.items() if field.ops]
    name = st.selectbox("Field", names, key="filter_field", format_func=lambda one: FIELDS[one].label)
    field = FIELDS[name or names[0]]
    op = st.selectbox("Comparison", field.ops, key=f"filter_op_{field.name}", format_func=OP_LABELS.__getitem__)
    values = () if op in NO_VALUE else _values(app, where.campaign_id, field, Op(op or field.ops[0]))
    actions.button(
        "Add",
        lambda: _add(where, field.name, Op(op or field.ops[0]), values),
        key="add_filter",
        type="primary",
        disabled=op not in NO_VALUE and not values,
    )


def _values(app: App, campaign_id: int, field: Field, op: Op) -> tuple[Value, ...]:
    """What is typed or chosen for a comparison, () for nothing yet."""
    key = f"filter_value_{field.name}_{op}"
    if op == Op.WITHIN:
        return (st.number_input("Days", 1, 36_500, 7, key=key),)
    if field.kind == Kind.NUMBER:
        number = st.number_input("Value", value=None, key=key, placeholder="A number")
        return () if number is None else (float(number),)
    if field.kind == Kind.DAY:
        day = st.date_input("Day", date.today() - timedelta(days=7), key=key)
        return (day,) if isinstance(day, date) else ()
    options: Sequence[str] = field.choices or lead_table.values(app, campaign_id, field.name)
    if field.name == "sector":
        options = sorted(options, key=lambda slug: label(slug).casefold())
    if field.kind == Kind.CHOICE and options:
        return tuple(st.multiselect("Values", options, key=key, format_func=lambda one: _shown(field.name, one)))
    text = st.text_input("Text", key=key, max_chars=200)
    return (text.strip(),) if text and text.strip() else ()


def _shown(name: str, value: str) -> str:
    return label(value).capitalize() if name == "sector" else value


def _add(where: LeadFilter, field: str, op: Op, values: Sequence[Value]) -> None:
    lead_view.show(where.asking(Condition(field, op, tuple(values))))
    st.session_state[OPEN] = False
