"""The claims beside a draft: what each sentence rests on, and a person's word where nothing supports it."""

from collections.abc import Sequence

import streamlit as st

from graph import claims, drafts
from graph.app import App
from graph.claims import Claim
from graph.drafts import Shown
from pages.parts import actions, frame, words
from pages.parts.actions import Notice
from storage.records import About, DraftStatus, Evidence

SPEAKS_OF = {About.LEAD: "about them", About.US: "about us", About.NEITHER: "general"}
MOST_QUOTES = 3
LONGEST_QUOTE = 240


def show(app: App, shown: Shown, evidence: Sequence[Evidence]) -> None:
    """Every claim by its number; those that nothing supports with the verbs that settle them."""
    st.markdown("##### What it states")
    told = claims.claims(shown)
    _summary(app, shown, told)
    for claim in told:
        with st.container(border=claim.is_open, gap="xsmall", key=f"claim_{shown.draft.id}_{claim.number}"):
            _claim(claim, evidence)
            if claim.is_open and shown.draft.status == DraftStatus.WAITING:
                _verbs(app, shown, claim)
            if claim.override is not None:
                _kept(app, shown, claim)


def unsettled(shown: Shown) -> str:
    """Which claims stand in the way of an approval, in one sentence; "" where none does."""
    numbers = [str(claim.number) for claim in claims.claims(shown) if claim.is_open]
    if not numbers:
        return ""
    which = f"{', '.join(numbers[:-1])} and {numbers[-1]}" if len(numbers) > 1 else numbers[0]
    said = (
        f"Sentence {which} states what nothing supports. Remove it, or keep it with a reason"
        if len(numbers) == 1
        else f"{len(numbers)} sentences ({which}) state what nothing supports. Remove each, or keep it with a reason"
    )
    return f"{said}; until then the draft cannot be approved."


def _summary(app: App, shown: Shown, told: Sequence[Claim]) -> None:
    if left := sum(claim.is_open for claim in told):
        st.markdown(f":red[**{left} of {len(told)} left to settle**]")
    elif told:
        st.caption("Everything it states is supported or settled.")
    elif shown.draft.sentences:
        st.caption("It states nothing about them or about us.")
    elif shown.draft.body:
        st.caption("Its sentences were not checked yet.")
        actions.button("Check them", lambda: _check(app, shown.draft.id), key="check_now", icon=":material/fact_check:")


def _claim(claim: Claim, evidence: Sequence[Evidence]) -> None:
    number, speaks_of = f"**{claim.number}**", SPEAKS_OF[claim.sentence.about]
    if claim.is_open:
        st.markdown(f":red[{number}] {words.plain(claim.sentence.text)}")
        st.markdown(f":red[:material/flag: {words.plain(claim.sentence.problem)}]")
    else:
        st.markdown(f"{number} {words.plain(claim.sentence.text)}")
    for quote in claim.sentence.support[:MOST_QUOTES]:
        found = claims.read_in(quote, evidence)
        url = quote.url or (found.quote.url if found else "")
        parts = [words.link(url) if url else "", words.moment(found.found_at) if found else ""]
        said = f"{speaks_of}, {words.plain(quote.field.replace('_', ' '))}: “{words.plain(_short(quote.text))}”"
        st.caption(" · ".join([said, *(part for part in parts if part)]))
    if not claim.sentence.support and not claim.sentence.problem:
        limits = "your brief" if claim.sentence.about == About.US else "their name, their place and your brief"
        st.caption(f"{speaks_of}, nothing in it goes beyond {limits}")


def _verbs(app: App, shown: Shown, claim: Claim) -> None:
    key = f"{shown.draft.id}_{claim.number}"
    can_remove = claims.can_remove(shown, claim.sentence.text)
    with st.container(horizontal=True):
        actions.button(
            "Remove sentence",
            lambda: _remove(app, shown, claim),
            key=f"cut_{key}",
            icon=":material/content_cut:",
            disabled=not can_remove,
            help=None if can_remove else "Nothing would be left without it. Edit it, or reject the draft.",
        )
        with st.popover("Keep it, because …", icon=":material/gavel:"):
            reason = st.text_input("Why may it stay?", key=f"why_{key}", max_chars=300, placeholder="I asked them")
            st.caption("Your name and your reason stay with the draft.")
            actions.button("Keep the sentence", lambda: _keep(app, shown, claim, reason or ""), key=f"let_{key}")


def _kept(app: App, shown: Shown, claim: Claim) -> None:
    override = claim.override
    if override is None:
        return
    st.caption(f":orange[{words.plain(claim.sentence.problem)}]")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(
            f"Kept by {words.plain(override.who)}, {words.moment(override.at)}: “{words.plain(override.reason)}”"
        )
        if shown.draft.status in (DraftStatus.WAITING, DraftStatus.APPROVED):
            actions.button(
                "Withdraw",
                lambda: _withdraw(app, shown.draft.id, claim),
                key=f"withdraw_{shown.draft.id}_{claim.number}",
                type="tertiary",
                icon=":material/undo:",
                help="An approval that rests on it ends.",
            )


def _check(app: App, draft_id: int) -> str:
    drafts.check_now(app, draft_id, frame.WHO)
    return "The sentences were checked."


def _remove(app: App, shown: Shown, claim: Claim) -> Notice:
    before = shown.draft
    after = claims.remove(app, before.id, shown.digest, claim.sentence.text, frame.WHO)
    return Notice(
        "The sentence was removed, and what is left was checked again.",
        undo=lambda: _put_back(app, after, before.subject, before.body),
    )


def _put_back(app: App, after: Shown, subject: str, body: str) -> str:
    drafts.edit(app, after.draft.id, after.digest, subject, body, frame.WHO)
    return "The sentence is back."


def _keep(app: App, shown: Shown, claim: Claim, reason: str) -> Notice:
    drafts.override(app, shown.draft.id, claim.sentence.text, reason, frame.WHO)
    return Notice("The sentence may stay.", undo=lambda: _withdraw(app, shown.draft.id, claim))


def _withdraw(app: App, draft_id: int, claim: Claim) -> str:
    drafts.withdraw_override(app, draft_id, claim.sentence.text, frame.WHO)
    return "Your word was withdrawn; the sentence is to be settled again."


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
