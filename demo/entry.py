"""What the directory says of one business: as schema.org data, or as labelled facts."""

from dataclasses import dataclass
from typing import Any

from demo.residents import Reach
from demo.town import Listing
from demo.trades import Trade
from storage.records import Business

LIST_LABELS = ("Category", "Address", "Phone", "E-mail", "Website", "Opening hours", "Rating", "Coordinates")
TABLE_LABELS = ("Category", "Address", "Telephone", "Mail", "Web", "Hours", "Rating", "Position")


@dataclass(frozen=True)
class Fact:
    """A labelled value, and where it links to ("" for nowhere)."""

    label: str
    text: str
    href: str = ""


def directory_email(listing: Listing) -> str:
    """The e-mail address, where the directory knows it."""
    resident = listing.resident
    return resident.business.email if resident.door.reach is Reach.DIRECTORY else ""


def facts(listing: Listing, trade: Trade, website: str, labels: tuple[str, ...]) -> list[Fact]:
    """The facts that are known, in the order of the labels (see LIST_LABELS)."""
    business, email = listing.resident.business, directory_email(listing)
    values = (
        (trade.label, ""),
        (business.address(), ""),
        (business.phone, f"tel:{business.phone.replace(' ', '')}"),
        (email, f"mailto:{email}"),
        (website, website),
        (business.opening_hours, ""),
        (_rating(business), ""),
        (_position(business), ""),
    )
    return [Fact(label, text, href) for label, (text, href) in zip(labels, values, strict=True) if text]


def schema(listing: Listing, trade: Trade, website: str) -> dict[str, Any]:
    """The business as a schema.org object; what is not known is left out."""
    business = listing.resident.business
    known = {
        "@context": "https://schema.org",
        "@type": trade.schema,
        "name": business.name,
        "description": business.description,
        "address": _address(business),
        "geo": _geo(business),
        "telephone": business.phone,
        "email": directory_email(listing),
        "url": website,
        "openingHours": business.opening_hours.split("; ") if business.opening_hours else [],
        "aggregateRating": _aggregate(business),
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": detail, "value": True} for detail in business.details
        ],
    }
    return {name: value for name, value in known.items() if value}


def breadcrumb(trade: Trade, root: str, business: Business) -> dict[str, Any]:
    """The way from the start page to the business as a schema.org BreadcrumbList."""
    steps = ((trade.plural, f"{root}/{trade.path}/"), (business.name, ""))
    items = [
        {"@type": "ListItem", "position": position, "name": name} | ({"item": url} if url else {})
        for position, (name, url) in enumerate(steps, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _rating(business: Business) -> str:
    return "" if business.rating is None else f"{business.rating} of 5 ({business.reviews} reviews)"


def _position(business: Business) -> str:
    return "" if business.lat is None else f"{business.lat:.5f}, {business.lon:.5f}"


def _address(business: Business) -> dict[str, str]:
    parts = {
        "@type": "PostalAddress",
        "streetAddress": business.street,
        "postalCode": business.postcode,
        "addressLocality": business.city,
        "addressCountry": business.country,
    }
    return {name: value for name, value in parts.items() if value}


def _geo(business: Business) -> dict[str, Any]:
    if business.lat is None:
        return {}
    return {"@type": "GeoCoordinates", "latitude": business.lat, "longitude": business.lon}


def _aggregate(business: Business) -> dict[str, Any]:
    if business.rating is None:
        return {}
    return {
        "@type": "AggregateRating",
        "ratingValue": business.rating,
        "bestRating": 5,
        "reviewCount": business.reviews,
    }
