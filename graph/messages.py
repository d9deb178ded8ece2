"""What a draft looks like to its reader: the exact message, and what stands in the way of approving it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from agents.email import mime
from models.language.starter_text import POST_LIMIT
from storage.records import Channel, Delivery, Draft, Message, Sender


@dataclass(frozen=True)
class Flag:
    """Why a draft should not go out as it is. A blocking flag refuses approval.

    ``sentence`` is the sentence that it is about where a person may let that stand, with a reason.
    """

    text: str
    is_blocking: bool
    sentence: str = ""


def compose(draft: Draft, sender: Sender, via: str, planned_at: datetime | None = None) -> Message:
    """Exactly what the reader gets, and by which way out; its digest is what an approval is bound to."""
    is_email = draft.channel == Channel.EMAIL
    return Message(
        channel=draft.channel,
        recipient=draft.recipient,
        sender_name=sender.name,
        sender_company=sender.company,
        sender_email=sender.email if is_email else "",
        subject=draft.subject,
        body=draft.body,
        footer=footer(sender, draft.language) if is_email else "",
        planned_at=planned_at.isoformat() if planned_at else "",
        via=via,
    )


def footer(sender: Sender, language: str = "en") -> str:
    """Who writes, from where, and how to be left alone, in the draft's language."""
    left_alone = _LEFT_ALONE.get(language, _LEFT_ALONE["en"])
    return f"{sender.name}, {sender.company}\n{sender.postal_address}\n\n{left_alone}"


_LEFT_ALONE = {
    "en": "You received this because we think our work could be of use to your business. "
    "If you would rather not hear from us, reply with “unsubscribe” and we will not write again.",
    "de": "Sie erhalten diese Nachricht, weil wir glauben, dass unsere Arbeit für Ihren Betrieb nützlich sein kann. "
    "Wenn Sie nichts mehr von uns hören möchten, antworten Sie mit „abmelden“, und wir schreiben Ihnen nicht wieder.",
    "es": "Reciben este mensaje porque creemos que nuestro trabajo puede ser útil para su negocio. "
    "Si prefieren no saber de nosotros, respondan «baja» y no volveremos a escribirles.",
}


def flags(
    draft: Draft,
    sender: Sender,
    suppressed: str = "",
    *,
    is_shared: bool = False,
    written: Flag | None = None,
    overridden: Collection[str] = (),
) -> list[Flag]:
    """Everything a person should know before approving.

    ``suppressed`` is the reason why the address is barred; ``is_shared`` says that another lead has the same address;
    ``written`` is what ``written_before`` says of it; ``overridden`` are the sentences that a person lets stand.
    """
    found: list[Flag] = []
    if missing := sender.missing():
        found.append(Flag(f"Who is writing is not complete: {', '.join(missing)}. Fill it in under Settings.", True))
    if not draft.body.strip():
        found.append(Flag(draft.reason or "The text is empty.", True))
    if draft.channel == Channel.EMAIL:
        found += _email_flags(draft, suppressed)
    if draft.channel == Channel.SOCIAL and len(draft.body) > POST_LIMIT:
        found.append(Flag(f"The post has {len(draft.body)} characters; at most {POST_LIMIT} fit.", True))
    if "{" in draft.subject + draft.body or "}" in draft.subject + draft.body:
        found.append(Flag("A placeholder in braces was left in the text.", False))
    if draft.body.strip() and not draft.sentences:
        found.append(Flag("What it states was not checked yet. Have it checked first.", True))
    found += [
        Flag(sentence.problem, True, sentence.text)
        for sentence in draft.sentences
        if sentence.problem and sentence.text not in overridden
    ]
    if is_shared:
        found.append(Flag("The message to another lead of this campaign goes to the same address.", False))
    return [*found, written] if written else found


def written_before(draft_id: int, via: str, deliveries: Sequence[Delivery], *, is_demo: bool) -> Flag | None:
    """That other e-mails to the same address left, may have, or are about to; None where there are none.

    It blocks, except in the demo, which may be tried again, and except that what went to the outbox only, and so
    reached nobody, does not stand in the way of an e-mail that is really sent.
    """
    others = [one for one in deliveries if one.draft_id != draft_id]
    if not others:
        return None
    reached = [one for one in others if via == "outbox" or one.via != "outbox"]
    newest = (reached or others)[0]
    where = ", to the outbox" if newest.via == "outbox" else ""
    text = f"Another message to this address is {newest.status} in campaign {newest.campaign_id}{where}."
    if not reached or is_demo:
        return Flag(text, False)
    return Flag(f"{text} Reject this draft, or change its address.", True)


def _email_flags(draft: Draft, suppressed: str) -> list[Flag]:
    found = []
    if not draft.recipient:
        found.append(Flag("No e-mail address is known. Add one, or reject the draft.", True))
    elif not mime.is_address(draft.recipient):
        found.append(Flag(f"{draft.recipient!r} is not an e-mail address.", True))
    if suppressed:
        found.append(Flag(f"This address must not be written to: {suppressed}.", True))
    if draft.body.strip() and not draft.subject.strip():
        found.append(Flag("The subject is empty.", True))
    if "\n" in draft.subject:
        found.append(Flag("The subject must be one line.", True))
    return found
