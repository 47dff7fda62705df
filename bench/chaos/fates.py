"""What becomes of a request on its way: drawn anew for each, from a seed."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from random import Random


class Fate(StrEnum):
    PASSED = "passed"
    DROPPED = "dropped before"
    ANSWER_LOST = "answer lost"
    UNAVAILABLE = "503"
    PORTAL = "captive portal 200, a page"
    PORTAL_JSON = "captive portal 200, JSON"
    SIGN_IN = "redirect to a sign-in"
    DELAYED = "delayed"


#: Each is as likely as the other; a captive portal has two faces.
FAULTS = (
    (Fate.DROPPED,),
    (Fate.ANSWER_LOST,),
    (Fate.UNAVAILABLE,),
    (Fate.PORTAL, Fate.PORTAL_JSON),
    (Fate.SIGN_IN,),
    (Fate.DELAYED,),
)
SHARE = 0.30
LONGEST_DELAY = 2.0  # seconds


class Fates:
    """Each phone draws from a sequence of its own, so that no phone changes another's fate."""

    def __init__(self, seed: int, *, share: float = SHARE) -> None:
        self.seed, self.share = seed, share
        self.counts: Counter[Fate] = Counter()
        self._draws: dict[str, Random] = {}

    def of(self, phone: str) -> Fate:
        if not self.share:
            return Fate.PASSED
        draws = self._draws_of(phone)
        fate = draws.choice(draws.choice(FAULTS)) if draws.random() < self.share else Fate.PASSED
        self.counts[fate] += 1
        return fate

    def delay(self, phone: str) -> float:
        return self._draws_of(phone).uniform(0.1, LONGEST_DELAY)

    @property
    def drawn(self) -> int:
        return self.counts.total()

    @property
    def faulted(self) -> float:
        """The share of the requests that met a fault."""
        return 1 - self.counts[Fate.PASSED] / self.drawn if self.drawn else 0

    def _draws_of(self, phone: str) -> Random:
        return self._draws.setdefault(phone, Random(f"{self.seed} {phone}"))  # noqa: S311
