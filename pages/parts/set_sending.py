"""How messages leave: the outbox or a mail server, the cap, the switch that stops everything, and who is barred."""

from typing import get_args

import streamlit as st

from graph import preferences
from graph import suppressions as barred
from graph.app import App
from graph.preferences import Security, Sending, Smtp
from pages.parts import actions, frame, words
from storage.errors import BadConfig

SECURITY = {
    "starttls": "STARTTLS (usually port 587)",
    "tls": "TLS (usually port 465)",
    "none": "none (own machine only)",
}


def show(app: App) -> None:
    with app.read() as work:
        rules, server = preferences.sending(work), preferences.server(app, work)
    _switch(app, rules)
    st.divider()
    left, right = st.columns(2, gap="large")
    with left:
        _rules(app, rules)
    with right:
        _server(app, server)


def suppressions(app: App) -> None:
    """Addresses and domains that are never written to."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address = st.text_input(
            "Address or domain", key="bar", placeholder="someone@company.example or company.example"
        )
        actions.button("Never write to it", lambda: barred.add(app, address or "", frame.WHO), key="add_bar")
    rows = barred.page(app)
    if not rows:
        st.info("Nobody is barred. Bounces and opt-outs are added by themselves.")
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.text(row.address)
            st.caption(f"{words.plain(row.reason)} · {words.moment(row.at)}", width="stretch")
            _free(app, row.address)


def _switch(app: App, rules: Sending) -> None:
    if rules.paused:
        st.error("Sending is paused: nothing leaves by any channel.", icon=":material/pause_circle:")
        actions.button("Let messages leave again", lambda: preferences.pause(app, False, frame.WHO), key="unpause")
    else:
        actions.button(
            "Stop all sending now",
            lambda: preferences.pause(app, True, frame.WHO),
            key="pause",
            icon=":material/emergency:",
            help="The kill switch. What is scheduled stays scheduled.",
        )


def _rules(app: App, rules: Sending) -> None:
    st.markdown("##### Where to")
    st.caption(
        "Off: every message is a file in the outbox, and nothing leaves this machine. On: e-mail is really sent."
    )
    live = st.toggle("Live sending", rules.live, key="live")
    cap = st.number_input("At most so many live messages a day", 0, 100_000, rules.daily_cap, key="cap")
    actions.button("Save", lambda: _save(app, live, int(cap or 0)), key="save_sending", type="primary")


def _server(app: App, server: Smtp) -> None:
    st.markdown("##### Mail server")
    if app.settings.smtp_host:
        st.info(f"Set by the environment: {server.host}:{server.port}.", icon=":material/lock:")
    else:
        _server_form(app, server)
    if server.host:
        actions.button("Test the connection", lambda: _tested(app), key="test_smtp", icon=":material/network_check:")


def _server_form(app: App, server: Smtp) -> None:
    kinds = list(get_args(Security))
    host = st.text_input("Host", server.host, key="smtp_host") or ""
    port = int(st.number_input("Port", 1, 65535, server.port, key="smtp_port") or 587)
    kind = st.selectbox(
        "Security", kinds, kinds.index(server.security), format_func=SECURITY.__getitem__, key="smtp_security"
    )
    username = st.text_input("User name", server.username, key="smtp_username") or ""
    kept = "kept; type to replace" if _password(app) else ""
    password = st.text_input("Password", key="smtp_password", type="password", placeholder=kept) or ""
    typed = Smtp(host, port, username, kind or "starttls", password)
    actions.button("Save the server", lambda: _save_server(app, typed), key="save_smtp")


def _save(app: App, live: bool, cap: int) -> str:
    preferences.set_sending(app, Sending(live=live, daily_cap=cap), frame.WHO)
    return "Saved."


def _save_server(app: App, typed: Smtp) -> str:
    said = preferences.set_smtp(app, typed, frame.WHO)
    st.session_state.smtp_password = ""
    return said


def _password(app: App) -> str:
    """The password that is kept; where it cannot be read, a warning, and the form begins without one."""
    try:
        return preferences.password(app)
    except BadConfig as problem:
        st.warning(words.plain(str(problem)), icon=":material/warning:")
        return ""


def _free(app: App, address: str) -> None:
    actions.button("Remove", lambda: barred.remove(app, address, frame.WHO), key=f"free_{address}")


def _tested(app: App) -> str:
    app.channel(app, "smtp").check()
    return "The mail server answers and takes our credentials. Nothing was sent."
