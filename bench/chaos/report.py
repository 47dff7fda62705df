"""The figures of a run beside what is demanded."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bench.chaos.blows import FULL, Victim
from bench.chaos.cast import Cast
from bench.chaos.drill import Figures
from bench.chaos.fates import FAULTS, SHARE, Fates
from bench.chaos.judgement import Found
from bench.chaos.ledger import Ledger

#: What the whole run of 10,000 sets must come through.
KILLS: dict[Victim, int] = {"browser": 20, "server": 20, "PostgreSQL": 4}
LONGEST_DRAIN = 60  # seconds
NEAR = 0.03
COMPLAINTS_SHOWN = 20


@dataclass(frozen=True)
class Row:
    what: str
    demanded: str
    found: str
    is_met: bool = True

    def __str__(self) -> str:
        return (
            f"{self.what:38}{self.demanded:>14}{self.found:>14}{'' if self.is_met else '  NOT MET'}"
        )


def rows(cast: Cast, ledger: Ledger, found: Found, fates: Fates, figures: Figures) -> Iterator[Row]:
    yield _equal("sets over in the database", cast.sets, _sets(ledger, found))
    events = {one.id for one in ledger.kept_to("events")}
    yield _equal("  told by a phone and lost", 0, len(events - set(found.ids["events"])))
    yield _equal("  told by no phone", 0, len(set(found.ids["events"]) - set(ledger.meant)))
    yield _equal("sessions", len(cast.sessions), len(found.sessions))
    yield _equal("alerts", len(cast.alerts), len(found.alerts))
    drained = figures.drained_in
    yield Row(
        "drained after the recovery, s",
        f"<= {LONGEST_DRAIN}",
        "never" if drained is None else f"{drained:.1f}",
        drained is not None and drained <= LONGEST_DRAIN,
    )
    for victim, kills in KILLS.items():
        least, had = math.ceil(kills * cast.sets / FULL), figures.kills.get(victim, 0)
        yield Row(f"kills -9 of {victim}", f">= {least}", str(had), had >= least)
    is_near = abs(fates.faulted - SHARE) <= NEAR or cast.sets < FULL
    yield Row("requests faulted, %", f"{SHARE:.0%}", f"{fates.faulted:.1%}", is_near)
    for fate in (fate for group in FAULTS for fate in group):
        yield Row(f"  {fate}", "", str(fates.counts[fate]))
    yield Row("requests in all", "", str(fates.drawn))


def _sets(ledger: Ledger, found: Found) -> int:
    events = (ledger.meant.get(one) for one in found.ids["events"])
    return len({event.set for event in events if event})


def _equal(what: str, demanded: int, found: int) -> Row:
    return Row(what, f"{demanded:,}", f"{found:,}", demanded == found)
