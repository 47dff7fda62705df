"""When what is killed: at seeded moments of the work, told by how many sets are done by then."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Literal

Victim = Literal["browser", "server", "PostgreSQL"]

#: How often each is killed while 10,000 sets are done: a little more than is demanded.
KILLS: dict[Victim, int] = {"browser": 22, "server": 22, "PostgreSQL": 5}
FULL = 10_000
#: Before this share of the work nothing runs yet, after the later one nothing may be left to do.
FIRST, LAST = 0.02, 0.85
LONGEST_AWAY = 2.0  # seconds


@dataclass(frozen=True, order=True)
class Blow:
    """Kill -9 once so many sets are done, and begin again after so many seconds."""

    after: int
    victim: Victim
    away: float


def blows(seed: int, *, sets: int) -> list[Blow]:
    draws = Random(f"{seed} blows")  # noqa: S311
    return sorted(
        Blow(int(draws.uniform(FIRST, LAST) * sets), victim, draws.uniform(0, LONGEST_AWAY))
        for victim, kills in KILLS.items()
        for _ in range(math.ceil(kills * sets / FULL))
    )
