"""Where the open lead lies among the campaign's others: drawn without any map server, north up, with a scale."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from graph import lead_detail
from graph.app import App
from graph.lead_detail import Near
from pages.parts import drawing, words
from storage.records import Candidate

SIDE = 360
OSM = "https://www.openstreetmap.org/"


def show(app: App, candidate: Candidate) -> None:
    business = candidate.lead.business
    if business.lat is None or business.lon is None:
        st.caption("Where it lies is not known, only its address.")
        if business.address():
            st.markdown(words.link(f"{OSM}search?query={business.address()}"))
        return
    near = lead_detail.neighbours(app, candidate)
    drawing.show(SIDE, SIDE, drawn(business.name, near), SIDE)
    count = f"{len(near):,}{'+' if len(near) == lead_detail.MOST_NEAR else ''}"
    at = f"{business.lat:.5f}/{business.lon:.5f}"
    marker = f"?mlat={business.lat:.5f}&mlon={business.lon:.5f}"
    st.caption(f"{count} other leads of this campaign within {lead_detail.NEAR_KM:.0f} km, by their decisions.")
    st.markdown(f"[Open in OpenStreetMap](<{OSM}{marker}#map=17/{at}>) :small[:gray[(asks the web)]]")


def drawn(name: str, near: Sequence[Near]) -> str:
    """The square around a lead as SVG elements; who stands nearest to its middle is drawn last."""
    dots = sorted(near, key=lambda one: -max(abs(one.east_km), abs(one.north_km)))
    middle = SIDE / 2
    here = f'<circle class="here" cx="{middle}" cy="{middle}" r="7"><title>{escape(name)}</title></circle>'
    ground = f'<rect width="{SIDE}" height="{SIDE}" rx="8" fill="#f4f6f4"/>'
    return f"{ground}{''.join(map(_dot, dots))}{here}{_scale()}"


def _dot(one: Near) -> str:
    a_km = SIDE / 2 / lead_detail.NEAR_KM
    x, y = SIDE / 2 + a_km * one.east_km, SIDE / 2 - a_km * one.north_km
    return (
        f'<circle class="{one.status.replace(" ", "-")}" cx="{x:.1f}" cy="{y:.1f}" r="4">'
        f"<title>{escape(one.name)} ({one.status})</title></circle>"
    )


def _scale() -> str:
    """Half a kilometre, and where north is."""
    half_km, low, right = SIDE / 4 / lead_detail.NEAR_KM, SIDE - 12, SIDE - 18
    return (
        f'<path d="M12 {low - 5}v5h{half_km:.0f}v-5"/><text x="16" y="{low - 8}">500 m</text>'
        f'<path d="M{right} 34v-20l-5 8m5-8l5 8"/><text x="{right - 4}" y="48">N</text>'
    )
