"""What the made-up town answers: simulated replies, bounces and opt-outs, each marked as such."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from storage.records import EventKind

MARK = "[Simulated by the demo town]"
_REPLIES_UNTIL = 0.20
_BOUNCES_UNTIL = 0.25
_OPT_OUTS_UNTIL = 0.27
_EARLIEST_S, _LATEST_S = 2.0, 12.0

_POSITIVE = (
    "Thank you for writing. This comes at a good moment: can you call on Thursday after closing time? {company}",
    "That sounds useful for {company}. What would it cost for a house of our size, and how could we try it first?",
    "We talked about exactly this last week. Come by any morning before ten. Best wishes from {company}",
    "Yes, please tell us more. Two short questions: how long are we bound, and who helps us when something breaks?",
    "Interesting. My colleague decides such things at {company}; I have passed your message on.",
    "Good message, short and to the point. Does next Tuesday at three suit you for a call?",
)
_NEUTRAL = (
    "Thank you, we have your message. The next few weeks are full at {company}; please ask again after the holidays.",
    "This mailbox is read twice a week. We will come back to you if it fits.",
    "We are away until Monday. For anything urgent please ring the bell at {company}.",
    "Could you tell us where you read about us? We would like to know before we go on.",
    "Please send the details as a letter. The owner of {company} reads paper more gladly than screens.",
)
_NEGATIVE = (
    "Thank you, but we already have somebody for this and are content.",
    "Not for us at present: {company} is small, and we like to keep it that way. Good luck with it.",
    "We do not decide on offers that come by e-mail. No harm meant.",
    "We tried something of the kind last year, and it did not pay. So no, thank you.",
    "Kind of you to ask. There is no money for it this year, so please do not wait for us.",
)
_BOUNCES = (
    "550 5.1.1 <{recipient}>: there is no such mailbox here",
    "552 5.2.2 <{recipient}>: the mailbox is full",
    "550 5.7.1 <{recipient}>: the message was refused by a rule of the recipient",
)
_OPT_OUTS = (
    "Please take {recipient} off your list and do not write to us again.",
    "We do not want such messages. Please delete our address. {company}",
)


@dataclass(frozen=True)
class Reaction:
    """Something that comes back to a message; ``provider_event_id`` is the same whenever it is asked for."""

    kind: EventKind
    text: str
    at: datetime
    provider_event_id: str


def reactions(message_id: str, recipient: str, company: str, sent_at: datetime) -> list[Reaction]:
    """What comes back to a message, 2 to 12 seconds after it was sent: mostly nothing, at most one reaction.

    A fifth of all messages get a reply (of these about 40 % are glad, 30 % undecided, 30 % decline), 5 % bounce and
    2 % ask to be left alone; these shares are chosen for a lively demo and say nothing about real campaigns. The
    answer depends on ``message_id`` alone.
    """
    digest = hashlib.sha256(message_id.encode()).hexdigest()
    rng = Random(digest)
    drawn = rng.random()
    if drawn >= _OPT_OUTS_UNTIL:
        return []
    kind, texts = _drawn_kind(drawn, rng)
    text = rng.choice(texts).format(company=company, recipient=recipient)
    delay = timedelta(seconds=round(rng.uniform(_EARLIEST_S, _LATEST_S), 1))
    return [Reaction(kind, f"{MARK} {text}", sent_at + delay, f"demo-{digest[:16]}")]


def _drawn_kind(drawn: float, rng: Random) -> tuple[EventKind, tuple[str, ...]]:
    if drawn < _REPLIES_UNTIL:
        return EventKind.REPLY, rng.choices((_POSITIVE, _NEUTRAL, _NEGATIVE), weights=(4, 3, 3))[0]
    if drawn < _BOUNCES_UNTIL:
        return EventKind.BOUNCE, _BOUNCES
    return EventKind.OPT_OUT, _OPT_OUTS
