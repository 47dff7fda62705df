from collections.abc import Callable

import pytest

from bench.chaos.cast import cast
from bench.chaos.judgement import Found, KeptSession, complaints
from bench.chaos.ledger import Ledger, Report

CAST = cast(phones=5, sets=100)
NOT_DONE = {"dizzy", "numb"}


def run() -> tuple[Ledger, Found]:
    """A run in which all went well: what the phones kept, and what the database holds."""
    ledger = Ledger()
    for phone in CAST.phones:
        for session in phone.sessions:
            ledger.closed[phone.name, session] = 5
    for session in sorted(CAST.sessions, key=repr):
        name = f"{session.patient} {session.day} {session.slot}"
        kinds = ["ticked"] * 4 + ["stopped" if session.ending in NOT_DONE else "ticked"]
        reports = [
            Report(f"{name} {line}", "events", session.patient, session, line, 1, kind)
            for line, kind in zip("abcde", kinds, strict=True)
        ]
        if session.ending in NOT_DONE:
            reports.append(Report(f"{name} stop", "stops", session.patient, session))
        ledger.mean(reports)
        ledger.keep(reports)
    return ledger, found_of(ledger)


def found_of(ledger: Ledger) -> Found:
    ended = {session: session.ending in NOT_DONE for session in CAST.sessions}
    return Found(
        ids={to: [one.id for one in ledger.kept_to(to)] for to in ("events", "stops")},
        sessions=[
            KeptSession(one, 5 - hurt, 5, int(hurt), is_over=True) for one, hurt in ended.items()
        ],
        alerts=[*CAST.alerts],
    )


def test_a_run_in_which_all_went_well_has_no_complaints():
    assert complaints(CAST, *run()) == []


def test_what_a_killed_phone_may_have_kept_or_not_is_right_either_way():
    ledger, found = run()
    stop = next(one for one in ledger.kept_to("stops"))
    ledger.kept.discard(stop.id)

    assert complaints(CAST, ledger, found) == []


def lost(ledger: Ledger, found: Found) -> None:
    found.ids["events"].remove("patient-00 0 1 c")


def told_anew(ledger: Ledger, found: Found) -> None:
    found.ids["events"].append("an id that no phone has made")


def told_twice(ledger: Ledger, found: Found) -> None:
    again = Report(
        "again", "events", "patient-00", ledger.meant["patient-00 0 1 c"].session, "c", 1
    )
    ledger.mean([again])
    found.ids["events"].append(again.id)


def stop_lost(ledger: Ledger, found: Found) -> None:
    found.ids["stops"].clear()


def alert_missing(ledger: Ledger, found: Found) -> None:
    found.alerts.pop()


def alert_doubled(ledger: Ledger, found: Found) -> None:
    found.alerts.append(found.alerts[0])


def alert_of_nobody(ledger: Ledger, found: Found) -> None:
    found.alerts.append(("patient-00", "strong_pain"))


def session_missing(ledger: Ledger, found: Found) -> None:
    found.sessions.pop()


def rolled_up_wrong(ledger: Ledger, found: Found) -> None:
    found.sessions[0] = KeptSession(found.sessions[0].session, 3, 5, 0, is_over=True)


def forgotten_by_the_phone(ledger: Ledger, found: Found) -> None:
    ledger.closed.popitem()


def refused(ledger: Ledger, found: Found) -> None:
    ledger.refused["an id"] = "events of patient-00: not part of the session"


def sent_by_another(ledger: Ledger, found: Found) -> None:
    ledger.trespasses.append("/api/v1/sessions/…/events/")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lost, ["report of a set missing", "set missing"]),
        (told_anew, ["report of a set too often"]),
        (told_twice, ["set told 2 times by patient-00"]),
        (stop_lost, ["report of a Stop missing", "session missing", "session too often"]),
        (alert_missing, ["alert missing"]),
        (alert_doubled, ["alert too often"]),
        (alert_of_nobody, ["alert too often"]),
        (session_missing, ["session missing"]),
        (rolled_up_wrong, ["session missing", "session too often"]),
        (forgotten_by_the_phone, ["set on the phone missing, 5 times"]),
        (refused, ["refused for good"]),
        (sent_by_another, ["sent while another person was signed in"]),
    ],
)
def test_each_thing_that_may_go_wrong_is_complained_of(
    wrong: Callable[[Ledger, Found], None], words: list[str]
):
    ledger, found = run()
    wrong(ledger, found)

    told = complaints(CAST, ledger, found)

    assert [one for one in words if any(one in each for each in told)] == words
