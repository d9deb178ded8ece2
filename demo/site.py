"""The town's web sites, told apart by host name: the directory, and one site for each company that has one."""

from demo import company, directory, rendering
from demo.rendering import Page, Pages
from demo.residents import Resident
from demo.town import Town

_SUFFIX = ".localhost"


class Site:
    """All hosts of the town. A page is made when it is first asked for, and kept."""

    def __init__(self, town: Town, port: int) -> None:
        self._town = town
        self._port = port
        self._owners = {resident.slug: resident for resident in town.residents if resident.door.has_site}
        self._staff_area = min(self._owners)
        self._hosts: dict[str, Pages] = {}
        self._made: dict[tuple[str, str], Page] = {}

    def page(self, host: str, path: str) -> Page:
        """The answer of a host (without port) for a path; status 404 for one that is not there."""
        if (host, path) in self._made:
            return self._made[(host, path)]
        make = self._pages(host).get(path)
        if make is None:
            return rendering.html("missing.html", status=404, host=host, path=path)
        return self._made.setdefault((host, path), make())

    def is_forbidden(self, host: str, path: str) -> bool:
        """Whether the host's robots.txt forbids the path."""
        if host == directory.HOST:
            return path.startswith(directory.FORBIDDEN)
        return host == f"{self._staff_area}{_SUFFIX}" and path.startswith(company.FORBIDDEN)

    def _pages(self, host: str) -> Pages:
        if host not in self._hosts:
            if host == directory.HOST:
                self._hosts[host] = directory.pages(self._town, self._port)
            elif owner := self._owner(host):
                trade = self._town.trades[owner.business.sector]
                self._hosts[host] = company.pages(owner, trade, has_staff_area=owner.slug == self._staff_area)
            else:
                return {}
        return self._hosts[host]

    def _owner(self, host: str) -> Resident | None:
        return self._owners.get(host.removesuffix(_SUFFIX)) if host.endswith(_SUFFIX) else None
