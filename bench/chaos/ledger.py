"""What the phones say that they have kept: the truth that the database is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.chaos.cast import Session

DONE = frozenset({"ticked", "timed"})


@dataclass(frozen=True)
class Report:
    """One report that a phone wrote; that of a set says which one, and what came of it."""

    id: str
    to: str
    phone: str
    session: Session
    line: str = ""
    number: int = 0
    kind: str = ""

    @property
    def set(self) -> tuple[Session, str, int]:
        return self.session, self.line, self.number


@dataclass
class Ledger:
    """Each report is meant before the phone commits it, and kept once the commit is done.

    A phone that is killed in between may have kept it or not: either is right.
    """

    meant: dict[str, Report] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    #: How many sets a phone's own state says are closed, once its session is over.
    closed: dict[tuple[str, Session], int] = field(default_factory=dict)
    #: The reports that a phone has set aside, with the reason, by their ids.
    refused: dict[str, str] = field(default_factory=dict)
    #: What went wrong on a phone, and what it sent while another person was signed in.
    mishaps: list[str] = field(default_factory=list)
    trespasses: list[str] = field(default_factory=list)
    _sets: set[tuple[Session, str, int]] = field(default_factory=set)

    @property
    def sets(self) -> int:
        """How many sets the phones say are over."""
        return len(self._sets)

    def mean(self, reports: Iterable[Report]) -> None:
        self.meant |= {report.id: report for report in reports}

    def keep(self, reports: Iterable[Report]) -> None:
        for report in reports:
            self.kept.add(report.id)
            if report.to == "events":
                self._sets.add(report.set)

    def kept_to(self, to: str) -> Iterator[Report]:
        return (self.meant[one] for one in self.kept if self.meant[one].to == to)
