"""A filter of leads as a short text for an address, and in words for a person.

The text is parts joined by tildes, each of them tokens joined by dots: ``decision.is.to-pick.selected``,
``any.city.is.Freiburg``, ``text.caf-linde``, ``order.score.down``. The ids of a filter stay out of it.
"""

from datetime import date

from storage.errors import BadInput
from storage.lead_fields import FIELDS, OP_LABELS, Kind, Op
from storage.lead_filter import BEST_FIRST, MOST_CONDITIONS, Condition, LeadFilter, Order, Value
from storage.url_text import quoted, unquoted

LONGEST = 6000
_PARTS = MOST_CONDITIONS + 2


def to_text(where: LeadFilter) -> str:
    """ "" for all leads, best first."""
    parts = [_condition_text(one) for one in where.all_of] + [f"any.{_condition_text(one)}" for one in where.any_of]
    if where.text.strip():
        parts.append(f"text.{quoted(where.text.strip())}")
    if where.order != BEST_FIRST and where.order.field in FIELDS:
        parts.append(f"order.{where.order.field}.{'down' if where.order.is_descending else 'up'}")
    return "~".join(parts)


def from_text(text: str, campaign_id: int) -> LeadFilter:
    """Raises BadInput, which names the field and the cause, for a text that ``to_text`` did not give."""
    parts = text.split("~") if text else []
    if len(text) > LONGEST or len(parts) > _PARTS:
        raise BadInput("The address holds a filter that is too long.", todo="The usual view is shown instead.")
    all_of, any_of = list[Condition](), list[Condition]()
    words, order = "", BEST_FIRST
    for part in parts:
        name, *rest = part.split(".")
        if name == "text" and len(rest) == 1:
            words = unquoted(rest[0])
        elif name == "order" and len(rest) == 2 and rest[1] in ("up", "down"):
            order = Order(rest[0], rest[1] == "down")
        elif name == "any":
            any_of.append(_condition(rest))
        else:
            all_of.append(_condition([name, *rest]))
    return LeadFilter(campaign_id, tuple(all_of), tuple(any_of), words, order)


def in_words(where: LeadFilter) -> str:
    """What is asked for, as a sentence without its full stop; "all leads" where nothing is."""
    parts = [condition_in_words(one) for one in where.all_of]
    if where.any_of:
        several = "any of: " if len(where.any_of) > 1 else ""
        parts.append(several + " or ".join(condition_in_words(one) for one in where.any_of))
    if where.text.strip():
        parts.append(f"with the words “{where.text.strip()}”")
    if where.ids is not None:
        parts.append(f"out of {len(where.ids):,} that were chosen")
    return "; ".join(parts) or "all leads"


def condition_in_words(one: Condition) -> str:
    """One condition, such as "Score at least 70"."""
    label, op = FIELDS[one.field].label, OP_LABELS[one.op]
    if one.op in (Op.YES, Op.NO):
        return label if one.op == Op.YES else f"not: {label}"
    if one.op == Op.WITHIN:
        return f"{label} in the last {one.values[0]:.0f} days"
    values = " or ".join(_value_text(value) for value in one.values)
    return f"{label} {op} {values}".strip()


def _condition_text(one: Condition) -> str:
    return ".".join((one.field, one.op, *(quoted(_value_text(value)) for value in one.values)))


def _value_text(value: Value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else f"{value:g}" if float(f"{value:g}") == value else repr(value)


def _condition(tokens: list[str]) -> Condition:
    name = tokens[0] if tokens else ""
    if name not in FIELDS or len(tokens) < 2 or tokens[1] not in tuple(Op):
        raise BadInput(
            f"The address holds a condition that is none: {'.'.join(tokens)[:60]!r}.",
            todo="The usual view is shown instead.",
        )
    op = Op(tokens[1])
    return Condition(name, op, tuple(_value(name, op, unquoted(token)) for token in tokens[2:]))


def _value(name: str, op: Op, text: str) -> Value:
    field = FIELDS[name]
    try:
        if field.kind == Kind.NUMBER or op == Op.WITHIN:
            return float(text)
        if field.kind == Kind.DAY:
            return date.fromisoformat(text)
    except ValueError:
        kind = "number" if field.kind == Kind.NUMBER or op == Op.WITHIN else "day"
        raise BadInput(f"{field.label}: {text[:40]!r} is not a {kind}.", todo="Remove the condition.") from None
    return text
