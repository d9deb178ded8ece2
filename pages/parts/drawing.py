"""Small drawings of our own, as SVG: nothing is asked from the web for them."""

import streamlit as st

STYLE = """
text{font:11px sans-serif;fill:#666}
line{stroke:#ccc}
polyline{fill:none;stroke:#1f6f54;stroke-width:1.5}
path{fill:none;stroke:#666}
circle{fill:#9aa5a0}
.selected,.handed-over{fill:#1f6f54}
.rejected{fill:#d5dad7}
.deferred{fill:#d9a441}
.here{fill:#d1495b;stroke:white;stroke-width:2}
"""


def show(width: int, height: int, body: str, most: int) -> None:
    """Draw ``body``, SVG elements in which every text from elsewhere is escaped, at most so many pixels wide."""
    box = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    st.image(f"<svg {box}><style>{STYLE}</style>{body}</svg>", width=most)
