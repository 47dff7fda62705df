"""The figures of a run beside what is demanded."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bench.chaos.blows import FULL, Victim
from bench.chaos.cast import Cast
from bench.chaos.desk import Desk
from bench.chaos.drill import Figures
from bench.chaos.fates import FAULTS, SHARE, Fates
from bench.chaos.judgement import Found
from bench.chaos.ledger import Ledger

#: What the whole run of 10,000 sets must come through.
KILLS: dict[Victim, int] = {"browser": 20, "server": 20, "PostgreSQL": 4}
LONGEST_DRAIN = 60  # seconds
#: As near as so many draws may lie to the share that is meant.
NEAR = 0.03


@dataclass(frozen=True)
class Row:
    what: str
    demanded: str
    found: str
    is_met: bool = True

    def __str__(self) -> str:
        verdict = "" if self.is_met else "  NOT MET"
        return f"{self.what:36}{self.demanded:>10}{self.found:>10}{verdict}"


def rows(cast: Cast, desk: Desk, found: Found, fates: Fates, figures: Figures) -> Iterator[Row]:
    yield from _of_sets(cast, desk.ledger, found)
    yield _equal("sessions", len(cast.sessions), len(found.sessions))
    yield _equal("alerts", len(cast.alerts), len(found.alerts))
    yield _at_least("left by one patient, kept for them", 1, desk.stayed)
    for victim, kills in KILLS.items():
        least = math.ceil(kills * cast.sets / FULL)
        yield _at_least(f"kills -9 of {victim}", least, figures.kills.get(victim, 0))
    yield from _of_fates(fates, is_full=cast.sets >= FULL)
    yield Row("sessions running at the recovery", "", f"{figures.running:,}")
    yield Row("sets that waited at the recovery", "", f"{figures.waited:,}")
    yield _drained(figures.drained_in)
    yield Row("the run took, s", "", f"{figures.took:.0f}")


def _of_sets(cast: Cast, ledger: Ledger, found: Found) -> Iterator[Row]:
    kept, there = {one.id for one in ledger.kept_to("events")}, set(found.ids["events"])
    over = {ledger.meant[one].set for one in there & ledger.meant.keys()}
    yield _equal("sets over in the database", cast.sets, len(over))
    yield _equal("  kept by a phone and lost", 0, len(kept - there))
    yield _equal("  told by no phone", 0, len(there - ledger.meant.keys()))


def _of_fates(fates: Fates, *, is_full: bool) -> Iterator[Row]:
    is_near = abs(fates.faulted - SHARE) <= NEAR or not is_full
    yield Row("requests faulted", f"{SHARE:.0%}", f"{fates.faulted:.1%}", is_near)
    for fate in (fate for group in FAULTS for fate in group):
        yield Row(f"  {fate}", "", f"{fates.counts[fate]:,}")
    yield Row("requests in all", "", f"{fates.drawn:,}")


def _drained(seconds: float | None) -> Row:
    found = "never" if seconds is None else f"{seconds:.1f}"
    is_met = seconds is not None and seconds <= LONGEST_DRAIN
    return Row("drained after the recovery, s", f"<= {LONGEST_DRAIN}", found, is_met)


def _equal(what: str, demanded: int, found: int) -> Row:
    return Row(what, f"{demanded:,}", f"{found:,}", demanded == found)


def _at_least(what: str, demanded: int, found: int) -> Row:
    return Row(what, f">= {demanded:,}", f"{found:,}", found >= demanded)
