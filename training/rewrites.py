"""Rewrites: how a text changes when a person asks for something, part by part, as the starter writer learns it."""

from dataclasses import replace
from random import Random

from models.language.starter_brief import TOPICS, Controls, Kind
from storage.records import TONES
from training.composer import Composer, Plan
from training.phrasebook import phrasebook

BEFORE = (Kind.FIRST, Kind.FIRST, Kind.FIRST, Kind.FOLLOW_UP, Kind.SHORT_POST, Kind.LONG_POST)
"""Kinds of text that a rewrite is learnt for, as often as they are listed."""


def wishes_for(plan: Plan) -> list[str]:
    """What a person could ask of this text."""
    controls = plan.controls
    wishes = ["opening", *(tone for tone in TONES if tone != controls.tone)]
    facts = {basis for name, basis in plan.bases.items() if name != "subject" and basis != "none"}
    if [fact for fact in controls.have if fact not in facts and fact != "reviews"]:
        wishes += ["mention"] * 3
    if controls.kind in (Kind.FIRST, Kind.FOLLOW_UP):
        wishes += ["subject", "ending"]
    if controls.kind == Kind.FIRST:
        wishes += ["leave_out"] * (len(facts) > 1)
        wishes += [style for style, name in (("warmer", "warm"), ("plainer", "plain")) if controls.style != name] * 2
    if controls.kind in (Kind.FIRST, Kind.SHORT_POST):
        wishes += ["shorter" if controls.length == "normal" else "longer"] * 2
    return wishes


def comment_on(wish: str, fact: str, language: str, draw: Random, *, held_out: bool = False) -> str:
    """A person's words for a wish, as a colleague would type them."""
    comments = phrasebook(language).comments
    text: str = draw.choice((comments.HELD_OUT if held_out else comments.COMMENTS)[wish])
    text = text.replace("<fact>", draw.choice(comments.FACT_NAMES[fact])) if fact else text
    return text.rstrip(".!").lower() if draw.random() < 0.5 else text


def fact_for(wish: str, plan: Plan, draw: Random) -> str:
    """The fact that a wish to mention or leave out is about, "" for other wishes."""
    used = [basis for name, basis in plan.bases.items() if name != "subject" and basis != "none"]
    if wish == "leave_out":
        return draw.choice(used)
    if wish == "mention":
        return draw.choice([fact for fact in plan.controls.have if fact not in used and fact != "reviews"])
    return ""


def rewritten(composer: Composer, plan: Plan, wish: str, fact: str) -> Plan:
    """The text after the wish was followed; what the wish does not touch stays word for word."""
    if wish in TONES:
        return _again(composer, plan, replace(plan.controls, tone=wish), tuple(plan.parts))
    if wish in ("shorter", "longer"):
        return _resized(composer, plan, wish)
    if wish in ("warmer", "plainer"):
        return _restyled(composer, plan, wish)
    if wish in ("mention", "leave_out"):
        return _with_other_facts(composer, plan, wish, fact)
    parts = {"opening": ("opening",), "subject": ("subject",), "ending": ("ask", "close")}[wish]
    return _again(composer, plan, plan.controls, parts)


def _again(composer: Composer, plan: Plan, controls: Controls, names: tuple[str, ...]) -> Plan:
    """The plan with the named parts drawn anew, other than they were."""
    taken = tuple(plan.parts.values())
    kept = {name: text for name, text in plan.parts.items() if name not in names}
    fresh = {n: composer.part(n, controls, plan.bases, taken) for n in plan.parts if n in names}
    return replace(plan, controls=controls, parts={**kept, **fresh})


def _resized(composer: Composer, plan: Plan, wish: str) -> Plan:
    controls = replace(plan.controls, length="short" if wish == "shorter" else "normal")
    whole = composer.compose(replace(controls, mention="any"))
    bases = plan.bases if wish == "shorter" else {**plan.bases, "second": "none"}
    needed = {name for names in whole.paragraphs for name in names}
    if wish == "longer" and needed & {"second", "topic_truth"}:
        bases = {**whole.bases, "opening": plan.bases["opening"], "subject": plan.bases["subject"]}
        if bases["second"] == bases["opening"]:
            bases["second"] = "none"
    paragraphs = tuple(tuple(n for n in names if _has_ground(n, bases)) for names in whole.paragraphs)
    kept = {name: text for name, text in plan.parts.items() if name in (*needed, "subject", "close")}
    return composer.fill_parts(Plan(controls, kept, paragraphs, bases))


def _has_ground(name: str, bases: dict[str, str]) -> bool:
    if name == "second":
        return bases["second"] != "none"
    return name != "topic_truth" or any(basis in TOPICS for basis in (bases["opening"], bases["second"]))


def _restyled(composer: Composer, plan: Plan, wish: str) -> Plan:
    controls = replace(plan.controls, style={"warmer": "warm", "plainer": "plain"}[wish])
    gone = ("fit", "role", "warmth") if wish == "plainer" else ()
    paragraphs = tuple(tuple(n for n in names if n not in gone) for names in plan.paragraphs)
    if wish == "warmer" and plan.bases["opening"] != "trend":
        paragraphs = tuple(
            (*names, "warmth") if "opening" in names and "warmth" not in names else names for names in paragraphs
        )
    again = ("offer", "ask") if wish == "plainer" else ("ask",)
    kept = {name: text for name, text in plan.parts.items() if name not in (*again, *gone)}
    return composer.fill_parts(Plan(controls, kept, paragraphs, plan.bases))


def _with_other_facts(composer: Composer, plan: Plan, wish: str, fact: str) -> Plan:
    bases = dict(plan.bases)
    if wish == "mention":
        bases["opening"] = fact
    else:
        others = [b for name, b in bases.items() if b not in (fact, "none") and name != "subject"]
        bases["opening"], bases["second"] = others[0], "none"
    if bases["subject"] not in (bases["opening"], bases["second"]):
        bases["subject"] = "none"
    stale = {name for name, basis in bases.items() if basis != plan.bases[name]} | {"link"}
    has_topic = any(basis in TOPICS for name, basis in bases.items() if name != "subject")
    was_about = next((basis for basis in plan.bases.values() if basis in TOPICS), "")
    now_about = next((basis for basis in bases.values() if basis in TOPICS), "")
    stale |= {"topic_truth"} if was_about != now_about else set()
    names = tuple(
        tuple(
            "truth" if n == "topic_truth" and not has_topic else n
            for n in paragraph
            if _has_ground(n, bases) or n == "topic_truth"
        )
        for paragraph in plan.paragraphs
    )
    kept = {name: text for name, text in plan.parts.items() if name not in stale}
    return composer.fill_parts(Plan(plan.controls, kept, names, bases))
