"""Data services: the user's own addresses, and never anybody else's."""

import pytest

from agents.discovery.service import Service
from storage.errors import Unavailable
from tests.agents.discovery.loopback import Reply, serve


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_service_that_redirects_is_not_followed(status: int) -> None:
    with serve({"/": "{}"}) as other, serve({}) as web:
        web.pages["/api"] = Reply(status=status, headers={"Location": other.url()})
        service = Service("tests@handpicked.example", distance_s=0.0)
        with pytest.raises(Unavailable, match=f"status {status}"):
            service.get(web.url("/api"), {}, lambda: False)
        with pytest.raises(Unavailable, match=f"status {status}"):
            service.post(web.url("/api"), {"data": "x"}, lambda: False)
        assert other.asked == []
