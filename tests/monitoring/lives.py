"""Programs at home, with the sessions and mornings of their last days, for tests."""

from datetime import UTC, date, datetime, timedelta

from following.models import FlareDay, MorningCheck, Session
from people.ids import uuid7
from programs.models import Program, ProgramEvent, RedFlagCheck
from programs.services import screening
from tests.factories import PatientFactory, ProgramFactory, SessionFactory, prescribed

#: The moment at which the fixture `noon` stops the clock.
NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
TODAY = date(2026, 11, 20)
#: The ways in which a patient is heard of.
SIGNS = ["session", "morning", "bad day", "red flags"]
CALM = {"back_before": 0, "leg_before": 0, "back_after": 0, "leg_after": 0}


def at_home(*, days: int, rules: dict | None = None, **who: object) -> Program:
    released = NOW - timedelta(days=days)
    program = ProgramFactory(patient=PatientFactory(**who), status="home", released_at=released)
    terms = {"stop_rules": rules} if rules else {}
    prescribed(program=program, prescribed_at=released, starts_on=released.date(), **terms)
    return program


def session(program: Program, ago: int, slot: int = 1, **fields: object) -> Session:
    revision = program.revision_set.get()
    started = NOW - timedelta(days=ago, hours=3 - slot)
    return SessionFactory(revision=revision, slot=slot, started_at=started, **CALM | fields)


def faithful(program: Program, days: int = 30) -> None:
    for ago in range(days):
        session(program, ago)
        session(program, ago, slot=2)


def resume(program: Program, at: datetime) -> None:
    program.status, program.suspended_because, program.suspended_at = "home", "", None
    program.save(update_fields=["status", "suspended_because", "suspended_at"])
    ProgramEvent.objects.create(
        clinic=program.clinic, program=program, kind="resumed", at=at, reason="Settled."
    )


def morning(program: Program, ago: int, **fields: object) -> MorningCheck:
    at = NOW - timedelta(days=ago, hours=4)
    return MorningCheck.objects.create(
        **{
            "id": uuid7(),
            "clinic": program.clinic,
            "patient": program.patient,
            "program": program,
            "revision": program.revision_set.get(),
            "local_date": at.date(),
            "time_zone": program.patient.time_zone,
            "happened_at": at,
            "received_at": at,
            "back": 0,
            "leg": 0,
            "sleep_disturbed": False,
            "finding": {},
            "rule": "same",
            "outcome": "continue",
            "reason": "morning_same",
            **fields,
        }
    )


def a_sign_of(program: Program, sign: str, *, ago: int) -> None:
    """One of SIGNS, so many days ago."""
    day = {"local_date": TODAY - timedelta(days=ago)}
    mine = {"clinic": program.clinic, "patient": program.patient}
    if sign == "session":
        session(program, ago, status="running")
    elif sign == "bad day":
        FlareDay.objects.create(**mine, **day, program=program)
    elif sign == "red flags":
        check = screening.check_red_flags(
            patient=program.patient, by=program.patient.user, flags=[]
        )
        RedFlagCheck.objects.filter(pk=check.pk).update(recorded_at=NOW - timedelta(days=ago))
    else:
        morning(program, ago)
