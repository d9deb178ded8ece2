"""Telling a site that broke from single pages of it that fail."""

from collections.abc import Callable

from storage.errors import HandpickedError, RateLimited, Unavailable

PASSING = (Unavailable, RateLimited)
KEPT = "What was found before is kept."
AGAIN = "Try again in some minutes; the search goes on where it was."

_MOST_IN_A_ROW = 8


class Outage:
    """Counts pages that fail in a row, and asks the site's start page where they are too many.

    Args:
        probe: reads the start page anew, or raises.
        revive: starts the site again where it is ours to start; called once before the site is given up.
    """

    def __init__(self, probe: Callable[[], object], revive: Callable[[], None] | None = None) -> None:
        self._probe, self._revive = probe, revive
        self._failed, self._most = 0, _MOST_IN_A_ROW

    def page_answered(self) -> None:
        self._failed = 0

    def page_failed(self) -> None:
        """Count a page that may answer later. Raises as ``check``, which too many in a row call."""
        self._failed += 1
        if self._failed >= self._most:
            self.check()

    def last_round(self) -> None:
        """What fails from now on is not read again in this run, so the start page is asked now and at the next failure.

        Raises as ``check``.
        """
        self.check()
        self._most = 1

    def check(self) -> None:
        """Ask the start page, and once more after the site was revived.

        Raises:
            HandpickedError: it does not answer either, of the kinds of ``Fetcher.fetch``.
        """
        problem = self._silence()
        if problem is not None and self._revive is not None:
            self._revive()
            problem = self._silence()
        if problem is not None:
            raise given_up(problem) from problem
        self._failed, self._most = 0, _MOST_IN_A_ROW

    def _silence(self) -> HandpickedError | None:
        try:
            self._probe()
        except PASSING as error:
            return error
        return None


def given_up(error: HandpickedError) -> HandpickedError:
    """The same error as the end of a search."""
    return type(error)(error.what, kept=KEPT, todo=error.todo or AGAIN)
