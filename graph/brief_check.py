"""What a person typed for a campaign: checked field by field, and what starting it would do."""

from dataclasses import replace

from agents.discovery.source import Plan
from graph import imports, sources
from graph.app import App
from graph.nodes.find import query_of
from storage import sectors
from storage.errors import BadInput
from storage.records import LANGUAGES, TONES, Brief, Channel


def to_fill_in(brief: Brief) -> str:
    """What to do about the first field that is still empty; empty where none is."""
    return next((todo for field, todo in _typed(brief).items() if not getattr(brief, field).strip()), "")


def plan(app: App, brief: Brief) -> Plan:
    """What starting this brief would do. Raises BadInput as ``start`` does."""
    checked = check(app, brief)
    if checked.source == "file":
        return imports.plan(app, checked)
    return app.sources[checked.source](checked).plan(query_of(checked))


def check(app: App, brief: Brief) -> Brief:
    """The same brief, tidied. Raises BadInput that names the field which cannot be used."""
    tidy = replace(
        brief,
        name=_tidy(brief.name),
        place=_tidy(brief.place),
        offer=_tidy(brief.offer),
        ideal_customer=_tidy(brief.ideal_customer),
    )
    for field, todo in _typed(tidy).items():
        label, text = field.replace("_", " "), getattr(tidy, field)
        if not text:
            raise BadInput(f"The {label} is empty.", kept="Nothing was started.", todo=todo)
        if len(text) > 500:
            raise BadInput(f"The {label} has {len(text)} characters; at most 500 fit.", kept="Nothing was started.")
    if unknown := set(tidy.sectors) - set(sectors.SECTORS):
        raise BadInput(f"There is no sector {min(unknown)!r}.", todo=f"Choose of {', '.join(sectors.SECTORS)}.")
    if tidy.tone not in TONES:
        raise BadInput(f"There is no tone {tidy.tone!r}.", todo=f"Choose one of {', '.join(TONES)}.")
    if tidy.language not in LANGUAGES:
        raise BadInput(f"There is no language “{tidy.language}”.", todo=f"Choose {', '.join(LANGUAGES.values())}.")
    if tidy.source not in (*app.sources, "file"):
        raise BadInput(f"There is no source {tidy.source!r}.", todo=f"Choose one of {', '.join(app.sources)}.")
    if not (1 <= tidy.limit <= 1_000_000 and 1 <= tidy.max_pages <= 1_000_000):
        raise BadInput("The limits must be between 1 and 1,000,000.", kept="Nothing was started.")
    if not tidy.channels or not set(tidy.channels) <= {Channel.EMAIL, Channel.SOCIAL}:
        raise BadInput("No channel is chosen.", todo="Choose e-mail, a social post, or both.")
    tidy = sources.checked(app, tidy)
    return replace(tidy, name=tidy.name or f"{', '.join(tidy.sectors) or 'Businesses'} in {tidy.place}")


def _typed(brief: Brief) -> dict[str, str]:
    """The fields that a person must fill in, each with what to do where it is empty; a list has its own places."""
    fields = {
        "place": "Name the town or district to look in.",
        "offer": "Finish the sentence “We offer …”.",
        "ideal_customer": "Say in a few words whom you want to reach.",
    }
    return {field: todo for field, todo in fields.items() if field != "place" or brief.source != "file"}


def _tidy(text: str) -> str:
    return " ".join(text.split())
