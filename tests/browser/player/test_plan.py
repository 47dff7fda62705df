"""The phone makes of the plan for a week, session by session, what the server would give it."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from playwright.sync_api import Page

from following.document import session_document
from following.offline import DAYS, plan_document
from following.work import NotNow, work_at_home
from people.ids import uuid7
from people.models import Patient
from programs.models import RedFlagCheck, Revision
from programs.services import screening
from programs.stop_rules import Policy
from tests.factories import (
    EVERY_DAY,
    STANDING,
    FlareDayFactory,
    MorningCheckFactory,
    PrescribedLineFactory,
    SignOffFactory,
    exercise,
    published,
)
from tests.following.phone import at_home_with

pytestmark = pytest.mark.django_db

EASIER = "bridge"  # which needs a clearance where the blood pressure is high
SLOTS = range(1, 7)
WHOLE_WEEK = ["whole"] * DAYS
COMPOSE = """
async ({ plan, wanted }) => {
  const { documentOf } = await import("/offline/plan.js");
  return wanted.map(({ at, ...which }) => documentOf(plan, { ...which, at: Date.parse(at) }));
}
"""


@pytest.fixture
def revision() -> Revision:
    """Lines of every kind: easier, on each side, on some days, at night, locked, for bad days."""
    easier = exercise(EASIER)
    line = {
        "easier": easier,
        "easier_version": easier.current,
        "sides": "each",
        "sets": 2,
        "repetitions": 8,
        "flare_sets": 1,
        "flare_repetitions": 2,
    }
    revision = at_home_with(
        line,
        pain_policy="monitored",
        stop_rules=published(Policy.MONITORED),
        starts_on=date(2026, 11, 1),
    )
    own = {"superman": {"days_of_week": EVERY_DAY[::2]}, STANDING: {}, "cat-camel-forearms": {}}
    for place, (slug, dose) in enumerate(own.items(), start=1):
        one = exercise(slug)
        PrescribedLineFactory(
            revision=revision, exercise=one, place=place, times_a_day=place, **dose
        )
        SignOffFactory(program=revision.program, exercise=one)
    SignOffFactory(program=revision.program, exercise=easier)
    return revision


def asked_before_and_cleared_for_some_days(revision: Revision) -> None:
    """What is asked weekly, and what a clearance allows, changes within the week."""
    patient, by = revision.program.patient, revision.program.doctor.user
    check = RedFlagCheck.objects.create(
        clinic=patient.clinic, patient=patient, recorded_by=patient.user, flags=[]
    )
    RedFlagCheck.objects.filter(pk=check.pk).update(recorded_at=timezone.now() - timedelta(days=4))
    review_on = timezone.localdate() + timedelta(days=2)
    screening.clear(
        patient=patient, by=by, finding="hypertension", reason="130/80", review_on=review_on
    )
    screening.review_contraindications(patient=patient, by=by, findings=["hypertension"])


def a_worse_morning(revision: Revision) -> None:
    MorningCheckFactory(revision=revision, worse=True)


def a_bad_day(revision: Revision) -> None:
    FlareDayFactory(program=revision.program)


def as_json(document: Any) -> Any:
    return json.loads(json.dumps(document, cls=DjangoJSONEncoder))


def by_the_server(patient: Patient, wanted: dict[str, Any]) -> dict[str, Any] | None:
    try:
        work = work_at_home(patient, day=date.fromisoformat(wanted["day"]), slot=wanted["slot"])
    except NotNow:
        return None
    at, session = datetime.fromisoformat(wanted["at"]), wanted["session"]
    return session_document(patient=patient, session_id=session, work=work, session=None, at=at)


@pytest.mark.parametrize(
    ("befalls", "doses", "eased"),
    [
        (asked_before_and_cleared_for_some_days, WHOLE_WEEK, [True] * 3 + [False] * 5),
        (a_worse_morning, ["less"] * DAYS, [True] * DAYS),
        (a_bad_day, ["bad_day", *WHOLE_WEEK[1:]], [True] * DAYS),
    ],
)
def test_every_session_of_the_week_is_as_the_server_would_give_it(
    player: Page, revision: Revision, befalls: Any, doses: Any, eased: Any
):
    befalls(revision)
    patient, now = revision.program.patient, timezone.now()
    plan = as_json(plan_document(patient, at=now))
    moments = [now + timedelta(days=ahead) for ahead in range(DAYS)]
    wanted = [
        {
            "day": patient.local(at).date().isoformat(),
            "slot": slot,
            "session": str(uuid7()),
            "at": at.isoformat(),
        }
        for at in moments
        for slot in SLOTS
    ]

    composed = player.evaluate(COMPOSE, {"plan": plan, "wanted": wanted})

    assert [day["dose"] for day in plan["days"]] == doses
    assert [bool(day["easier"]) for day in plan["days"]] == eased
    given = [as_json(by_the_server(patient, one)) for one in wanted]
    assert sum(one is not None for one in given) == sum(len(day["slots"]) for day in plan["days"])
    assert composed == given
