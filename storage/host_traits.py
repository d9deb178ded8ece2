"""What was learned about hosts: whose pages stay empty until their scripts have run."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from storage.tables import HostTraitRow

CHUNK = 5000


class HostTraits:
    def __init__(self, session: Session) -> None:
        self._session = session

    def since(self, at: datetime) -> dict[str, bool]:
        """Whether each host needs its scripts, of those that were looked at then or later."""
        query = select(HostTraitRow.host, HostTraitRow.needs_script).where(HostTraitRow.at >= at)
        return {row.host: row.needs_script for row in self._session.execute(query)}

    def remember(self, traits: Mapping[str, bool], at: datetime) -> None:
        """Keep what is known now of each host in place of what was known before."""
        hosts = list(traits)
        for start in range(0, len(hosts), CHUNK):
            self._session.execute(delete(HostTraitRow).where(HostTraitRow.host.in_(hosts[start : start + CHUNK])))
        if hosts:
            rows = [{"host": host, "needs_script": needs, "at": at} for host, needs in traits.items()]
            self._session.execute(insert(HostTraitRow), rows)
