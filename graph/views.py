"""Use cases on saved views: a filter, its order and columns under a name, for everybody and in every campaign."""

from collections.abc import Sequence
from dataclasses import replace

from graph import lead_columns
from graph.app import App
from graph.decisions import one_line
from storage.errors import BadInput
from storage.lead_filter import LeadFilter
from storage.lead_filter_text import from_text, to_text
from storage.records import SavedView

LONGEST = 60
MOST = 200
"""How many views there may be: more than anyone can choose from."""


def listed(app: App) -> list[SavedView]:
    """Every view by name; one whose filter or columns cannot be used any more says why in ``problem``."""
    with app.read() as work:
        return [_examined(view) for view in work.saved_views.all()]


def get(app: App, view_id: int) -> SavedView:
    """Raises NotFound."""
    with app.read() as work:
        return _examined(work.saved_views.get(view_id))


def where(view: SavedView, campaign_id: int) -> LeadFilter:
    """What a view shows of a campaign. Raises BadInput where its filter cannot be used any more."""
    return from_text(view.filter, campaign_id)


def save(
    app: App, name: str, where: LeadFilter, columns: Sequence[str], who: str, *, replaces: bool = False
) -> SavedView:
    """Keep a view under a name. Raises BadInput for a name that another view has, unless it is to be replaced."""
    wanted, kept = _name(name), lead_columns.checked(columns)
    with app.write() as work:
        known = work.saved_views.find(wanted)
        if known and not replaces:
            raise BadInput(
                f"There is a view “{known.name}” already.",
                kept="It stays as it was.",
                todo="Replace it, or choose another name.",
            )
        if not known and len(work.saved_views.all()) >= MOST:
            raise BadInput(f"There are {MOST} views already.", kept="Nothing was saved.", todo="Delete some of them.")
        view = work.saved_views.set(wanted, to_text(where), kept, who)
        detail = {"name": wanted, "before": known.filter if known else "", "after": view.filter}
        work.audit.append(who, "replace view" if known else "save view", "view", [view.id], detail)
        work.commit()
    return view


def rename(app: App, view_id: int, name: str, who: str) -> None:
    """Raises NotFound, and BadInput for a name that another view has."""
    wanted = _name(name)
    with app.write() as work:
        before = work.saved_views.get(view_id)
        other = work.saved_views.find(wanted)
        if other and other.id != view_id:
            raise BadInput(f"There is a view “{other.name}” already.", kept="Nothing was renamed.")
        work.saved_views.rename(view_id, wanted)
        work.audit.append(who, "rename view", "view", [view_id], {"before": before.name, "after": wanted})
        work.commit()


def delete(app: App, view_id: int, who: str) -> SavedView:
    """Forget a view; what it was, for ``restore``. Raises NotFound."""
    with app.write() as work:
        view = work.saved_views.get(view_id)
        work.saved_views.delete(view_id)
        work.audit.append(who, "delete view", "view", [view_id], {"name": view.name, "before": view.filter})
        work.commit()
    return view


def restore(app: App, view: SavedView, who: str) -> SavedView:
    """Bring a deleted view back. Raises BadInput where another view has its name meanwhile."""
    with app.write() as work:
        if work.saved_views.find(view.name):
            raise BadInput(f"There is another view “{view.name}” now.", kept="That one stays.")
        back = work.saved_views.set(view.name, view.filter, view.columns, view.who)
        work.audit.append(who, "restore view", "view", [back.id], {"name": view.name, "after": view.filter})
        work.commit()
    return back


def _examined(view: SavedView) -> SavedView:
    try:
        from_text(view.filter, 0)
        lead_columns.checked(view.columns)
    except BadInput as error:
        return replace(view, problem=str(error))
    return view


def _name(text: str) -> str:
    plain = one_line("name of the view", text, LONGEST)
    if not plain:
        raise BadInput("A view needs a name.", kept="Nothing was saved.")
    return plain
