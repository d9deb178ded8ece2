"""Which booking, shop or page-building system a site runs on, by where its scripts, frames and links lead."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from agents.discovery import domains


class Use(StrEnum):
    BOOKING = "booking"
    SHOP = "shop"
    BUILDER = "site_builder"


@dataclass(frozen=True)
class System:
    """A system, what it is for, and the address of the page that gives it away."""

    name: str
    use: Use
    address: str


# Each system with the hosts (or a part of an address, where it holds a slash) that only its customers' pages name.
_BOOKING = {
    "Calendly": "calendly.com", "OpenTable": "opentable.com opentable.de opentable.co.uk opentable.es",
    "resmio": "resmio.com", "Quandoo": "quandoo.com quandoo.de quandoo.at quandoo.ch quandoo.co.uk quandoo.es",
    "TheFork": "thefork.com thefork.de thefork.es thefork.co.uk thefork.ch lafourchette.com eltenedor.es",
    "Treatwell": "treatwell.de treatwell.at treatwell.ch treatwell.co.uk treatwell.es treatwell.com wahanda.com",
    "Doctolib": "doctolib.de doctolib.fr doctolib.com doctolib.it", "Jameda": "jameda.de",
    "SimplyBook": "simplybook.me simplybook.it simplybook.asia simplybook.cc", "Booksy": "booksy.com",
    "Shore": "shore.com", "Fresha": "fresha.com shedul.com", "Acuity": "acuityscheduling.com",
    "Timify": "timify.com terminapp.com", "eTermin": "etermin.net", "Phorest": "phorest.com", "Planity": "planity.com",
    "Salonkee": "salonkee.de salonkee.ch salonkee.lu salonkee.com", "Studiobookr": "studiobookr.com",
    "Mindbody": "mindbodyonline.com", "Eversports": "eversports.com eversports.de eversports.at eversports.ch",
    "Urban Sports Club": "urbansportsclub.com", "Bookatable": "bookatable.com", "SevenRooms": "sevenrooms.com",
    "Resy": "resy.com", "Tock": "exploretock.com", "CoverManager": "covermanager.com", "Zenchef": "zenchef.com",
    "Formitable": "formitable.com", "aleno": "aleno.me mytools.aleno.me", "Lunchgate": "lunchgate.ch foratable.com",
    "gastronovi": "gastronovi.com", "DISH": "dish.co hd.digital", "Teburio": "teburio.de", "ResDiary": "resdiary.com",
    "Booking.com": "booking.com", "DIRS21": "dirs21.de", "Cloudbeds": "cloudbeds.com", "Beds24": "beds24.com",
    "Mews": "mews.com mews.li", "SiteMinder": "book-directonline.com direct-book.com",
    "Microsoft Bookings": "outlook.office365.com/owa/calendar outlook.office.com/bookwithme",
    "Cal.com": "cal.com", "Setmore": "setmore.com", "Square Appointments": "squareup.com/appointments",
    "Bokadirekt": "bokadirekt.se", "Doctena": "doctena.de doctena.com", "Dr. Flex": "dr-flex.de",
    "Samedi": "samedi.de", "Terminland": "terminland.de terminland.eu", "Doctoralia": "doctoralia.es",
}  # fmt: skip
_SHOP = {
    "Shopify": "cdn.shopify.com myshopify.com shopifycdn.com", "WooCommerce": "plugins/woocommerce/ wc-ajax=/",
    "Shopware": "bundles/storefront/ shopware.com/ engine/shopware/ themes/frontend/",
    "Magento": "static/frontend/magento/ mage/cookies",
    "PrestaShop": "modules/ps_ prestashop.com/", "JTL-Shop": "templates/nova/ jtl-software.de/",
    "Gambio": "gambio.de gambio.com",
    "Ecwid": "ecwid.com", "OXID": "out/wave/ oxid-esales.com", "Gastrofix": "gastrofix.com",
    "Lieferando": "lieferando.de lieferando.at just-eat.ch takeaway.com just-eat.es just-eat.co.uk", "Wolt": "wolt.com",
    "Uber Eats": "ubereats.com", "Deliveroo": "deliveroo.co.uk deliveroo.com", "Glovo": "glovoapp.com",
    "SumUp": "sumup.link mysumup.com", "BigCommerce": "bigcommerce.com", "Etsy": "etsy.com/shop/",
}  # fmt: skip
_BUILDER = {
    "Wix": "static.wixstatic.com static.parastorage.com wixsite.com",
    "Jimdo": "jimdo.com jimdosite.com jimstatic.com jimcdn.com",
    "Squarespace": "squarespace.com squarespace-cdn.com sqspcdn.com",
    "Webflow": "webflow.com webflow.io website-files.com",
    "WordPress": "wp-content/ wp-includes/", "TYPO3": "typo3conf/ typo3temp/", "Joomla": "media/jui/ components/com_",
    "Drupal": "sites/default/files/ core/misc/drupal", "IONOS": "mywebsite-editor.com ionos.space",
    "Strato": "strato-editor.com",
    "GoDaddy": "wsimg.com", "Weebly": "weebly.com editmysite.com",
    "Duda": "dudaone.com cdn-website.com multiscreensite.com",
    "Contao": "assets/contao/",
}  # fmt: skip
_BY_HOST: dict[str, tuple[str, Use]] = {}
_BY_PART: list[tuple[str, str, Use]] = []
for _table, _use in ((_BOOKING, Use.BOOKING), (_SHOP, Use.SHOP), (_BUILDER, Use.BUILDER)):
    for _name, _marks in _table.items():
        for _mark in _marks.split():
            if "/" in _mark or "=" in _mark:
                _BY_PART.append((_mark.removesuffix("=/"), _name, _use))
            else:
                _BY_HOST[_mark] = (_name, _use)
# What a page says of itself in <meta name="generator">, by its first word.
_GENERATORS = {
    "shopify": ("Shopify", Use.SHOP), "woocommerce": ("WooCommerce", Use.SHOP), "shopware": ("Shopware", Use.SHOP),
    "prestashop": ("PrestaShop", Use.SHOP), "wix.com": ("Wix", Use.BUILDER), "jimdo": ("Jimdo", Use.BUILDER),
    "wordpress": ("WordPress", Use.BUILDER), "typo3": ("TYPO3", Use.BUILDER), "joomla!": ("Joomla", Use.BUILDER),
    "drupal": ("Drupal", Use.BUILDER), "squarespace": ("Squarespace", Use.BUILDER), "webflow": ("Webflow", Use.BUILDER),
    "contao": ("Contao", Use.BUILDER),
}  # fmt: skip


def of_addresses(addresses: Iterable[str], own_host: str) -> list[System]:
    """The systems that the addresses of a page's scripts, frames, forms and links give away, each once.

    A link to the system's own start page is an advertisement of it ("powered by") as good as any: it counts.
    ``own_host`` is the page's, so that a system's own site is not its customer.
    """
    home, found = domains.registered(own_host), dict[str, System]()
    for address in addresses:
        for name, use in _named(address, home):
            found.setdefault(name, System(name, use, address))
    return list(found.values())


def of_generator(content: str) -> System | None:
    """The system that ``<meta name="generator" content=...>`` names, or None."""
    words = content.casefold().split()
    named = _GENERATORS.get(words[0]) if words else None
    return System(*named, content[:200]) if named else None


def _named(address: str, home: str) -> list[tuple[str, Use]]:
    try:
        host = (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return []
    labels = host.split(".")
    suffixes = (".".join(labels[at:]) for at in range(max(0, len(labels) - 1)))
    by_host = next((_BY_HOST[suffix] for suffix in suffixes if suffix in _BY_HOST and suffix != home), None)
    folded = address[:500].casefold()
    return [*([by_host] if by_host else []), *((name, use) for part, name, use in _BY_PART if part in folded)]
