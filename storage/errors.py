"""The closed list of errors that a person may meet.

    HandpickedError
    ├── BadInput        what was typed or uploaded cannot be used
    ├── BadConfig       a setting, model folder or program is missing or wrong
    ├── NotFound        the thing asked for is not there
    ├── Changed         it changed since it was shown
    ├── NotAllowed      a rule forbids it: no approval, suppressed, cap reached, sending paused
    ├── Auth            the other side refused our credentials
    ├── RateLimited     the other side asks us to slow down
    ├── Blocked         the other side, or our own safety rule, forbids the fetch
    ├── Unavailable     the other side is down, slow, or answers nonsense
    ├── UnknownOutcome  a send may or may not have happened
    └── StorageFailed   the disk is full or the database cannot be written

Every error carries one sentence on what happened, what was kept, and what to do about it.
"""


class HandpickedError(Exception):
    """Base of all errors shown to a person.

    Args:
        what: one sentence that names the field or thing, and the cause.
        kept: one sentence on what was kept, empty where nothing was at stake.
        todo: one sentence on what to do next.
    """

    code = "error"

    def __init__(self, what: str, *, kept: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what, self.kept, self.todo = what, kept, todo

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.kept, self.todo) if part)


class BadInput(HandpickedError):
    code = "bad_input"


class BadConfig(HandpickedError):
    code = "bad_config"


class NotFound(HandpickedError):
    code = "not_found"


class Changed(HandpickedError):
    code = "changed"


class NotAllowed(HandpickedError):
    code = "not_allowed"


class Auth(HandpickedError):
    code = "auth"


class RateLimited(HandpickedError):
    code = "rate_limited"


class Blocked(HandpickedError):
    code = "blocked"


class Unavailable(HandpickedError):
    code = "unavailable"


class UnknownOutcome(HandpickedError):
    code = "unknown_outcome"


class StorageFailed(HandpickedError):
    code = "storage_failed"
