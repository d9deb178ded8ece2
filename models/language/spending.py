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
    """What a run may cost; ``micros`` is None where the price is not known."""

    prompt_tokens: int
    tokens: int
    micros: int | None


class Ledger(Protocol):
    """Keeps what was spent, and refuses what would go beyond the cap."""

    @property
    def cap_micros(self) -> int | None:
        """None for no cap."""

    def reserve(self, task: Task, model: str, most_micros: int) -> int:
        """Set aside what one call may cost at most; the call's id.

        Raises NotAllowed where that would pass the cap. What is never settled counts at its most for ever.
        """

    def settle(self, call_id: int, prompt_tokens: int, tokens: int, micros: int) -> None:
        """Replace the reservation by what the call did cost."""


def estimate(requests: Sequence[WriteRequest], price: Price | None, thinking: int = THINKING_TOKENS) -> Estimate:
    """Tokens and cost of a run, for a person to read beforehand.

    A prompt counts one token for 3 bytes of UTF-8: OpenAI's rule of thumb is 4 characters of English
    (help.openai.com, "What are tokens and how to count them?"); other languages and Anthropic's newer tokenizers take
    about a third more. A text counts at its limit with ``thinking``, so it usually costs much less.
    """
    prompt = sum(rough_tokens(_read_bytes(request)) + _FRAME_TOKENS for request in requests)
    tokens = sum(request.max_tokens + thinking for request in requests)
    return Estimate(prompt, tokens, None if price is None else price.cost(prompt, tokens))


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


def dollars(micros: int) -> str:
    """For a person to read; below one cent with the digits that matter."""
    return f"${micros / 1_000_000:.{2 if micros >= 10_000 or not micros else 4}f}"


def _read_bytes(request: WriteRequest) -> int:
    return sum(len(text.encode(errors="replace")) for text in (request.system, request.prompt, request.schema))
