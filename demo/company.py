"""A company's own site: home, about, what it sells, contact and imprint."""

import hashlib
from functools import partial

from demo import rendering
from demo.rendering import Page, Pages
from demo.residents import Reach, Resident
from demo.trades import TOWN, Trade

FORBIDDEN = "/staff/"
_LAYOUTS = ("band", "column", "frame")
_DISGUISES = ("{} [at] {}", "{} (at) {}", "{} AT {}")


def pages(resident: Resident, trade: Trade, *, has_staff_area: bool) -> Pages:
    """Every page of the site by its path; the staff area is linked, and forbidden by robots.txt."""
    nav = {"/": "Home", "/about/": "About us", f"/{trade.offer_page}/": trade.offer_page.capitalize()}
    nav |= {"/contact/": "Contact", "/imprint/": "Imprint"}
    templates = {
        "/": "home",
        "/about/": "about",
        f"/{trade.offer_page}/": "offer",
        "/contact/": "contact",
        "/imprint/": "imprint",
    }
    if has_staff_area:
        templates[FORBIDDEN] = "staff"
    found: Pages = {
        path: partial(_page, resident, trade, nav, path, template, has_staff_area)
        for path, template in templates.items()
    }
    found["/robots.txt"] = partial(rendering.robots, *([FORBIDDEN] if has_staff_area else []))
    found["/static/company.css"] = partial(rendering.static, "company.css")
    return found


def _page(
    resident: Resident, trade: Trade, nav: dict[str, str], path: str, template: str, has_staff_area: bool
) -> Page:
    look = hashlib.sha256(resident.slug.encode()).digest()
    reach, email = resident.door.reach, resident.business.email
    return rendering.html(
        f"company/{template}.html",
        town=TOWN,
        trade=trade,
        resident=resident,
        business=resident.business,
        nav=nav,
        path=path,
        staff_area=FORBIDDEN if has_staff_area else "",
        layout=_LAYOUTS[look[0] % len(_LAYOUTS)],
        hue=look[1] * 360 // 256,
        mail_link=email if reach in (Reach.DIRECTORY, Reach.CONTACT) else "",
        mail_disguised=_disguised(email, look[2]) if reach is Reach.OBFUSCATED else "",
        mail_imprint=email if reach is Reach.IMPRINT else "",
    )


def _disguised(email: str, choice: int) -> str:
    mailbox, _, domain = email.partition("@")
    pattern = _DISGUISES[choice % len(_DISGUISES)]
    if "[" not in pattern:
        domain = domain.replace(".", " (dot) " if "(" in pattern else " DOT ")
    return pattern.format(mailbox, domain)
