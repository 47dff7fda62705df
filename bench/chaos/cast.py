"""Who takes part: the phones, their patients, the sessions of each, and what each will report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

#: Days from today, and the times of each: a phone may tell of yesterday and of tomorrow too.
DAYS = (-1, 0, 1)
TIMES_A_DAY = 4
LINES = 5
SESSIONS = 4
MOST_SETS = 10

#: How a session may end, and the reason of the alert that its doctor must then have.
ALERTS = {"dizzy": "dizzy_or_breathless", "strong": "strong_pain", "numb": "numb_or_weak"}
CALM = "calm"


@dataclass(frozen=True)
class Session:
    """One of a patient's sessions: the day from today, its slot, and how it ends."""

    patient: str
    day: int
    slot: int
    ending: str = field(default=CALM, compare=False)


@dataclass(frozen=True)
class Phone:
    """A phone with the patients who sign in on it one after the other, and what each does there.

    The first of two signs in again when the second has sent everything.
    """

    name: str
    turns: tuple[tuple[Session, ...], ...]

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(session for turn in self.turns for session in turn)

    @property
    def is_shared(self) -> bool:
        return len(self.turns) > 1


@dataclass(frozen=True)
class Cast:
    phones: tuple[Phone, ...]
    sets_a_line: int

    @property
    def sessions(self) -> frozenset[Session]:
        """Each session once, though two phones may do it."""
        return frozenset(session for phone in self.phones for session in phone.sessions)

    @property
    def doubled(self) -> frozenset[Session]:
        """What two phones of one patient do both."""
        times = Counter(session for phone in self.phones for session in phone.sessions)
        return frozenset(session for session, phones in times.items() if phones > 1)

    @property
    def size(self) -> int:
        """How many sets a session has."""
        return LINES * self.sets_a_line

    @property
    def patients(self) -> tuple[str, ...]:
        return tuple(sorted({session.patient for session in self.sessions}))

    @property
    def sets(self) -> int:
        return len(self.sessions) * self.size

    @property
    def alerts(self) -> list[tuple[str, str]]:
        """The patient and the reason of every alert that must be raised, once each."""
        endings = ((one.patient, ALERTS.get(one.ending)) for one in self.sessions)
        return sorted((patient, reason) for patient, reason in endings if reason)


class CastRefused(ValueError):
    """So many sets cannot be shared out among so many phones."""


def cast(*, phones: int, sets: int) -> Cast:
    """Two phones of one patient, one phone of two patients, and the others of one patient each."""
    sets_a_line, rest = divmod(sets, phones * SESSIONS * LINES)
    if phones < 4 or rest or not 1 <= sets_a_line <= MOST_SETS:
        raise CastRefused(
            f"{sets} sets cannot be shared out among {phones} phones: there must be 4 or more,"
            f" each with {SESSIONS * LINES} times 1 to {MOST_SETS} sets"
        )
    own = [_own(number) for number in range(phones - 3)]
    return Cast((*_twins(), _shared(), *own), sets_a_line)


def _twins() -> Iterator[Phone]:
    """Two phones of one patient, who begins two of the sessions on both of them."""
    before, today, after = (
        [Session("twin", day, slot) for slot in range(1, TIMES_A_DAY + 1)] for day in DAYS
    )
    both = today[:2]
    yield Phone("twin-a", ((*before[:3], *both),))
    yield Phone("twin-b", ((*after[:1], *both, *after[1:3]),))


def _shared() -> Phone:
    """One phone of two patients."""
    first, second = (tuple(_sessions(name))[:2] for name in ("first", "second"))
    return Phone("shared", (first, second))


def _own(number: int) -> Phone:
    """What pauses the plan comes last; the others in the middle, where sets follow it."""
    sessions = list(_sessions(f"patient-{number:02}"))
    endings = {1: (1, "dizzy"), 2: (2, "strong"), 3: (-1, "numb")}
    if ending := endings.get(number % 5):
        at, what = ending
        sessions[at] = replace(sessions[at], ending=what)
    return Phone(f"phone-{number:02}", (tuple(sessions),))


def _sessions(patient: str) -> Iterator[Session]:
    for day, slot in ((-1, 2), (0, 1), (0, 3), (1, 1)):
        yield Session(patient, day, slot)
