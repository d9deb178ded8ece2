"""What a sentence was understood as, and what in it was not, as a person reads it."""

from agents.discovery.sentence import Wish
from storage.sectors import label


def told(said: Wish, most_km: float) -> str:
    """All that was taken from a sentence and all that was not; ``most_km`` is the widest radius there is."""
    return " ".join(filter(None, (f"Understood: {_what(said)}{_where(said)}.", _radius(said, most_km), _left(said))))


def _what(said: Wish) -> str:
    if said.sectors:
        return ", ".join(label(slug, plural=True) for slug in said.sectors)
    return "all sectors" if said.is_every or not said.left else "no sector"


def _where(said: Wish) -> str:
    if not said.radius_km:
        return f" in {said.place}" if said.place else ", no place"
    words = f" ({said.radius_said})" if said.radius_said else ""
    return f" within {said.radius_km:g} km{words}{f' of {said.place}' if said.place else ', no place'}"


def _radius(said: Wish, most_km: float) -> str:
    if said.radius_km > most_km:
        return f"The radius can be {most_km:g} km at the most."
    return "No distance was given: set the radius to look around it too." if said.is_near else ""


def _left(said: Wish) -> str:
    if not said.left:
        return ""
    left = f"Not understood: {', '.join(said.left)}."
    if not said.sectors and not said.is_every:
        return f"{left} Choose the sectors below; without any, every sector is searched."
    return f"{left} Put into “Ideal customer” what makes a business fit, or filter the leads by it later."
