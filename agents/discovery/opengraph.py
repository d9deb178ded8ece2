"""What a page says of a business in its Open Graph tags."""

from selectolax.lexbor import LexborHTMLParser

from agents.discovery import contacts, emails
from agents.discovery.facts import Facts

# The fields and the properties that may hold them, best first: Open Graph's own (ogp.me), its older address properties,
# and Facebook's "business" and "place" types.
_FIELDS = {
    "street": ("business:contact_data:street_address", "og:street-address"),
    "postcode": ("business:contact_data:postal_code", "og:postal-code"),
    "city": ("business:contact_data:locality", "og:locality"),
    "country": ("business:contact_data:country_name", "og:country-name"),
    "phone": ("business:contact_data:phone_number", "og:phone_number"),
    "email": ("business:contact_data:email", "og:email"),
    "website": ("business:contact_data:website",),
}
_LATITUDE = ("place:location:latitude", "og:latitude")
_LONGITUDE = ("place:location:longitude", "og:longitude")


def properties(page: LexborHTMLParser) -> dict[str, str]:
    """The first value of each Open Graph property of a page."""
    found: dict[str, str] = {}
    for node in page.css("meta[property][content]")[:300]:
        name, content = node.attributes.get("property") or "", node.attributes.get("content") or ""
        if ":" in name and content.strip():
            found.setdefault(name.casefold().strip(), content)
    return found


def add(facts: Facts, said: dict[str, str], *, is_own_site: bool) -> None:
    """Fill in what Open Graph tags know; on its own site the site's name is the business's."""
    for field, names in _FIELDS.items():
        text = next((said[name] for name in names if name in said), "")
        facts.add(field, emails.readable(text) if field == "email" else text, text)
    for field, names in (("lat", _LATITUDE), ("lon", _LONGITUDE)):
        text = next((said[name] for name in names if name in said), "")
        spot = contacts.position(text, "0") if field == "lat" else contacts.position("0", text)
        if text and spot:
            facts.add_number(field, spot[0 if field == "lat" else 1], text)
    if is_own_site:
        facts.add("name", said.get("og:site_name", ""))
