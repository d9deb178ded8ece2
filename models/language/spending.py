"""What hosted models cost: prices, estimates before a run, and the ledger that keeps to a cap."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from models.language.base import Task, WriteRequest

THINKING_TOKENS = 2000
"""Allowed on top of each text's own limit, because current hosted models think before they write, and bill that."""

_BYTES_A_TOKEN = 3
_FRAME_TOKENS = 8
_HIDDEN_TOKENS = 600
_MOST_TOKENS = 10_000_000
_SHARE_OF_TEXT, _SHARE_OF_THOUGHT = 0.5, 0.25


@dataclass(frozen=True)
class Price:
    """Millionths of a US dollar for 1000 tokens read and for 1000 tokens written; both 0 for a server of one's own."""

    prompt_micros: int
    written_micros: int

    def cost(self, prompt_tokens: int, tokens: int) -> int:
        """Micros, rounded up."""
        return -(-(self.prompt_micros * prompt_tokens + self.written_micros * tokens) // 1000)


FREE = Price(0, 0)

PRICES: dict[str, Price] = {
    "gpt-6.1-sol": Price(2000, 10_000),
    "gpt-6.1-terra": Price(1000, 5000),
    "gpt-6-luna": Price(100, 500),
    "gpt-5-mini": Price(250, 2000),
    "claude-opus-5-5": Price(4000, 20_000),
    "claude-sonnet-5-5": Price(2000, 10_000),
    "claude-haiku-5-5": Price(100, 500),
    "claude-haiku-4-5": Price(1000, 5000),
}
"""List prices in US dollars as read on 20 November 2026. They are defaults: a person can change them, and type those
of any other model, on the settings screen.

Claude: platform.claude.com/docs/en/models/haiku-5-5/overview and its neighbours (Haiku 5.5 for prompts up to 100,000
tokens; longer ones are never sent). GPT: OpenAI's prices as repeated by docs.litellm.ai/blog/gpt-6-1-terra (6.1), by
the release notes v0.18.4 of github.com/merefield/codexometer (6 Luna) and by data/tables/copilot/models-and-pricing.yml
of github.com/github/docs (5 mini).
"""


@dataclass(frozen=True)
class Estimate:
    """What a run costs: ``likely`` and at the ``most``, in millionths of a US dollar; None where no price is known."""

    likely: int | None
    most: int | None


class Ledger(Protocol):
    """Keeps what was spent, and refuses what would go beyond the cap."""

    @property
    def cap_micros(self) -> int | None:
        """None for no cap. It may change while a run goes on."""

    def reserve(self, task: Task, model: str, most_micros: int) -> int:
        """Set aside what one call may cost at most; the call's id.

        Raises NotAllowed where that would pass the cap. What is never settled counts at its most for ever.
        """

    def settle(self, call_id: int, prompt_tokens: int, tokens: int, micros: int) -> None:
        """Replace the reservation by what the call did cost."""


def estimate(
    requests: Sequence[WriteRequest],
    price: Price | None,
    thinking: int = THINKING_TOKENS,
    tries: int = 1,
    usual: tuple[float, float] | None = None,
) -> Estimate:
    """The cost of a run, for a person to read beforehand.

    At the most, each text is asked for ``tries`` times and each answer is as long as it may be, with ``thinking``: that
    is what is set aside, and what is booked where a server does not count. Likely is one try of the ``usual`` tokens
    read and written; before these are known, a prompt counts one token for 3 bytes of UTF-8 (OpenAI's rule of thumb is
    4 characters of English, help.openai.com, "What are tokens and how to count them?"; other languages and Anthropic's
    newer tokenizers take about a third more), and an answer half of its limit with a quarter of the thinking allowed,
    which are guesses.
    """
    if price is None:
        return Estimate(None, None)
    if usual is None:
        prompt = sum(rough_tokens(_read_bytes(request)) + _FRAME_TOKENS for request in requests)
        written = sum(_SHARE_OF_TEXT * request.max_tokens + _SHARE_OF_THOUGHT * thinking for request in requests)
    else:
        prompt, written = (round(tokens * len(requests)) for tokens in usual)
    greatest = tries * sum(most(request, price, thinking) for request in requests)
    return Estimate(min(greatest, price.cost(prompt, round(written))), greatest)


def most(request: WriteRequest, price: Price, thinking: int = THINKING_TOKENS) -> int:
    """The micros that one request cannot exceed.

    A byte-level tokenizer makes at most one token of a byte. The schema may be read twice, in the request and in the
    instructions that a provider makes of it, which take a few hundred tokens more.
    """
    prompt = _read_bytes(request) + len(request.schema.encode(errors="replace")) + _HIDDEN_TOKENS
    return price.cost(prompt, request.max_tokens + thinking)


def rough_tokens(size: int) -> int:
    """About how many tokens ``size`` bytes of text are."""
    return -(-size // _BYTES_A_TOKEN)


def whole_count(tokens: object) -> int | None:
    """A server's count of tokens, None where it is none that can be: not a whole number, negative, or beyond reason."""
    is_whole = isinstance(tokens, int) and not isinstance(tokens, bool) and 0 <= tokens <= _MOST_TOKENS
    return tokens if is_whole and isinstance(tokens, int) else None


def _read_bytes(request: WriteRequest) -> int:
    return sum(len(text.encode(errors="replace")) for text in (request.system, request.prompt, request.schema))
