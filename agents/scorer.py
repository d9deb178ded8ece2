"""Scores: how well a business fits the ideal customer, as factors that a person can question one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import tanh
from statistics import fmean
from urllib.parse import urlsplit

from models.embeddings.base import Embedder
from storage import sectors
from storage.errors import BadInput
from storage.records import Brief, Business, Factor, Trend

FIT, REACHABLE, WEB, RATING, COMPLETE, TREND = (
    "fit",
    "reachable",
    "web presence",
    "rating",
    "completeness",
    "trend",
)
WEIGHTS: Mapping[str, float] = {FIT: 0.40, REACHABLE: 0.20, WEB: 0.10, RATING: 0.12, COMPLETE: 0.08, TREND: 0.10}

OPINION, OPINION_WEIGHT = "opinion", 0.30
"""What a chat model thinks of the fit, where one is chosen for that; it comes on top of the other weights."""

COSINE_OF_NOTHING, COSINE_OF_A_TWIN = 0.20, 0.65
PRIOR_RATING, PRIOR_REVIEWS = 3.75, 10
WORST_RATING, BEST_RATING = 2.5, 5.0
SOCIAL_SITES = ("facebook.com", "instagram.com", "tiktok.com", "linktr.ee", "x.com", "twitter.com")


def profile_text(business: Business) -> str:
    """What is embedded for a lead: its name, its sector, and what it says of itself."""
    what = sectors.label(business.sector) if business.sector != sectors.OTHER else ""
    parts = (business.name, what, business.city, ", ".join(business.details), business.description)
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def ideal_text(brief: Brief) -> str:
    """What is embedded for the ideal customer: who they are and what is offered to them.

    Raises BadInput where nobody said who the ideal customer is.
    """
    if not brief.ideal_customer.strip():
        raise BadInput(
            "The ideal customer is empty, so nothing can be compared with it.",
            todo="Say in a few words whom you want to reach.",
        )
    named = ", ".join(sectors.label(sector) for sector in brief.sectors if sector in sectors.SECTORS)
    parts = (brief.ideal_customer, named, brief.offer)
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip())


def score_many(
    embedder: Embedder, brief: Brief, businesses: Sequence[Business], weights: Mapping[str, float] = WEIGHTS
) -> list[tuple[Factor, ...]]:
    """The factors of each business, in order, without the trend (see ``trend_factor``).

    Raises BadInput for a brief without ideal customer, BadConfig where the model is missing.
    """
    ideal = ideal_text(brief)
    if not businesses:
        return []
    vectors = embedder.embed([ideal, *map(profile_text, businesses)])
    cosines = vectors[1:] @ vectors[0]
    return [
        (
            _fit(float(cosine), brief.ideal_customer, weights),
            *(_plain(rule, business, weights) for rule in (_reachable, _web_presence, _rating, _completeness)),
        )
        for business, cosine in zip(businesses, cosines, strict=True)
    ]


def trend_factor(trend: Trend, weights: Mapping[str, float] = WEIGHTS) -> Factor:
    """How far interest helps: half its level, half its change (tanh, so that a jump from near zero is no outlier)."""
    value = fmean(trend_marks(trend))
    topic = sectors.label(trend.topic, plural=True) if trend.topic in sectors.SECTORS else trend.topic
    moved = f"{'up' if trend.change > 0 else 'down'} {abs(trend.change):.0%}" if round(trend.change, 2) else "steady"
    why = f"interest in {topic} {trend.where} is {trend.level:.0f} of 100, {moved} ({trend.day}, {trend.source})"
    return Factor(TREND, value, weights[TREND], why)


def trend_marks(trend: Trend) -> tuple[float, float]:
    """What a trend's level and its change count, each 0 to 1; one that neither rises nor falls counts 0.5 for it."""
    return _clipped(trend.level / 100), 0.5 * (1 + tanh(2 * trend.change))


def opinion_factor(value: float, why: str, model: str) -> Factor:
    """A chat model's mark from 0 to 1 with its reason; both are its own and can be questioned like any factor."""
    return Factor(OPINION, _clipped(value), OPINION_WEIGHT, f"{why.rstrip('.')} (says {model})")


def total(factors: Sequence[Factor]) -> float:
    """The score from 0 to 100: the mean of the factors by weight, so that a factor still missing does not pull down."""
    weight = sum(factor.weight for factor in factors)
    return 100 * sum(factor.value * factor.weight for factor in factors) / weight if weight else 0.0


def reweigh(factors: Sequence[Factor], weights: Mapping[str, float]) -> tuple[Factor, ...]:
    """The same factors under other weights. Raises BadInput where a weight is missing or negative."""
    weights = {OPINION: OPINION_WEIGHT, **weights}
    for factor in factors:
        if weights.get(factor.name, -1.0) < 0:
            raise BadInput(f"The weight of '{factor.name}' is missing or negative.", todo="Give it 0 or more.")
    return tuple(replace(factor, weight=weights[factor.name]) for factor in factors)


def _fit(cosine: float, ideal_customer: str, weights: Mapping[str, float]) -> Factor:
    """Cosine to 0..1 on a straight line between what unrelated and what near-identical texts give.

    Measured with MiniLM on 3,849 Munich businesses against ten ideal customers typed by hand: 0.19 is the median
    where the sector is another one; 0.64 is the best hundredth where it is the same (three of ten occur).
    """
    value = _clipped((cosine - COSINE_OF_NOTHING) / (COSINE_OF_A_TWIN - COSINE_OF_NOTHING))
    wanted = ideal_customer.strip()
    short = wanted if len(wanted) <= 80 else wanted[:79].rstrip() + "…"
    return Factor(FIT, value, weights[FIT], f"{100 * value:.0f} of 100 alike: “{short}”")


Rule = Callable[[Business], tuple[str, float, str]]


def _plain(rule: Rule, business: Business, weights: Mapping[str, float]) -> Factor:
    name, value, why = rule(business)
    return Factor(name, _clipped(value), weights[name], why)


def _reachable(business: Business) -> tuple[str, float, str]:
    ways = (
        ("an e-mail address", business.email, 0.7),
        ("a phone number", business.phone, 0.2),
        ("a postal address", business.street, 0.1),
    )
    has = [label for label, value, _ in ways if value]
    worth = sum(share for _, value, share in ways if value)
    lacks_mail = "" if business.email else ", but no e-mail address"
    return REACHABLE, worth, f"has {_listed(has)}{lacks_mail}" if has else "no way to reach it is known"


def _web_presence(business: Business) -> tuple[str, float, str]:
    host = _host(business.website)
    if not host:
        return WEB, 0.0, "no website known"
    if any(host == site or host.endswith("." + site) for site in SOCIAL_SITES):
        return WEB, 0.4, f"no website of its own, but a page on {host}"
    if business.email.rpartition("@")[2].casefold() == host:
        return WEB, 1.0, f"has its own website {host}, and e-mail on the same domain"
    return WEB, 0.8, f"has its own website {host}"


def _host(website: str) -> str:
    """The site's name in lower case without "www."; "" where the address cannot be read."""
    try:
        host = urlsplit(website if "//" in website else f"//{website}").hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def _rating(business: Business) -> tuple[str, float, str]:
    """Bayesian average: (10 x 3.75 + reviews x rating) / (10 + reviews), so that few reviews say little.

    From 2.5 (0) to 5 (1); without a rating that is 3.75, which is 0.5.
    """
    if business.rating is None or not 0 <= business.rating <= BEST_RATING:
        return RATING, 0.5, "no rating known, so it counts neither for nor against"
    reviews = 1 if business.reviews is None else max(business.reviews, 0)
    mean = (PRIOR_REVIEWS * PRIOR_RATING + reviews * business.rating) / (PRIOR_REVIEWS + reviews)
    value = (mean - WORST_RATING) / (BEST_RATING - WORST_RATING)
    count = "an unknown number of reviews" if business.reviews is None else _counted(reviews, "review")
    few = ", too few to say much" if reviews < PRIOR_REVIEWS else ""
    return RATING, value, f"{business.rating:.1f} of 5 from {count}{few}"


def _completeness(business: Business) -> tuple[str, float, str]:
    address = "town" if business.street and not business.city else "address"
    facts = {
        address: business.street and business.city,
        "opening hours": business.opening_hours,
        "description": business.description,
        "special features": business.details,
        "position on the map": business.lat is not None and business.lon is not None,
    }
    known = [label for label, value in facts.items() if value]
    missing = [label for label, value in facts.items() if not value]
    parts = (f"{_listed(known)} known" if known else "", f"{_listed(missing)} missing" if missing else "")
    return COMPLETE, len(known) / len(facts), "; ".join(part for part in parts if part)


def _clipped(value: float) -> float:
    return min(1.0, max(0.0, value))


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
