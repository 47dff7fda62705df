"""The ledger of the phones held against what the database has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench.chaos.cast import Cast, Session
from bench.chaos.ledger import DONE, Ledger, Report

#: Where reports go, and what they are called; a session is begun and finished once by itself.
CALLED = {"events": "report of a set", "stops": "report of a Stop"}
MISSING, TOO_OFTEN = "missing", "too often"


@dataclass(frozen=True)
class KeptSession:
    """The rollup of a session in the database."""

    session: Session
    sets_done: int
    sets_prescribed: int
    stops: int
    is_over: bool


@dataclass(frozen=True)
class Found:
    """What the database holds: ids of reports by where they went, sessions, and alerts."""

    ids: dict[str, list[str]]
    sessions: list[KeptSession]
    alerts: list[tuple[str, str]]


def complaints(cast: Cast, ledger: Ledger, found: Found) -> list[str]:
    """Everything that is not as it must be; nothing when all is well."""
    kept = {to: _known(ledger, ids) for to, ids in found.ids.items()}
    return [
        *(one for to in CALLED for one in _of_reports(ledger, to, found.ids[to])),
        *_of_sets(cast, kept["events"]),
        *_of_sessions(cast, kept, found.sessions),
        *_differences("alert", Counter(cast.alerts), Counter(found.alerts)),
        *_of_phones(cast, ledger),
        *(f"refused for good: {one}" for one in ledger.refused.values()),
        *(f"sent while another person was signed in: {one}" for one in ledger.trespasses),
        *ledger.mishaps,
    ]


def _known(ledger: Ledger, ids: list[str]) -> list[Report]:
    return [ledger.meant[one] for one in ids if one in ledger.meant]


def _of_reports(ledger: Ledger, to: str, ids: list[str]) -> Iterator[str]:
    """None lost, none twice, and none that no phone has meant."""
    kept = {report.id for report in ledger.kept_to(to)}
    only_meant = {one for one in ids if one in ledger.meant}
    yield from _differences(CALLED[to], Counter(kept | only_meant), Counter(ids))


def _of_sets(cast: Cast, kept: list[Report]) -> Iterator[str]:
    """Every set that was prescribed is over, and no phone has told of one twice."""
    over = Counter(session for session, *_ in {report.set for report in kept})
    yield from _differences("set", Counter(dict.fromkeys(cast.sessions, cast.size)), over)
    for (phone, *which), times in Counter((one.phone, *one.set) for one in kept).items():
        if times > 1:
            yield f"set told {times} times by {phone}: {which}"


def _of_sessions(
    cast: Cast, kept: dict[str, list[Report]], found: list[KeptSession]
) -> Iterator[str]:
    done = Counter(one for one, *_ in {event.set for event in kept["events"] if event.kind in DONE})
    stops = Counter(stop.session for stop in kept["stops"])
    expected = Counter(
        KeptSession(one, done[one], cast.size, stops[one], is_over=True) for one in cast.sessions
    )
    yield from _differences("session", expected, Counter(found))


def _of_phones(cast: Cast, ledger: Ledger) -> Iterator[str]:
    """Each phone's own state says that all of its sets are over."""
    expected = {(phone.name, one): cast.size for phone in cast.phones for one in phone.sessions}
    yield from _differences("set on the phone", Counter(expected), Counter(ledger.closed))


def _differences(what: str, expected: Counter[Any], found: Counter[Any]) -> Iterator[str]:
    for one, times in (expected - found).items():
        yield f"{what} {MISSING}, {times} times: {one}"
    for one, times in (found - expected).items():
        yield f"{what} {TOO_OFTEN}, {times} times: {one}"
