"""The server judges by the session's own revision and by the newest: the stricter wins."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from following.models import Session, Stop
from following.services import log, sessions
from monitoring.models import Alert
from programs.models import Revision
from programs.stop_rules import Outcome, Policy
from tests.factories import prescribed, published
from tests.following import reports
from tests.following.phone import at_home, begin, set_done, stop

pytestmark = pytest.mark.django_db

STRICT, MONITORED = Policy


def begun_before_a_change(before: dict[str, Any], after: dict[str, Any]) -> Session:
    """A session under revision 1, and a revision 2 that was prescribed since."""
    revision = at_home(**before)
    session = begin(revision.program.patient)
    prescribed(program=revision.program, number=2, **after)
    return session


def rules(policy: Policy, **limits: Any) -> dict[str, Any]:
    return {"pain_policy": policy.value, "stop_rules": published(policy, **limits)}


def stale_alerts() -> list[dict[str, Any]]:
    return [alert.evidence for alert in Alert.objects.filter(reason="stale_plan")]


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [
        (rules(MONITORED), rules(STRICT), Outcome.STOP_EXERCISE),
        (rules(STRICT), rules(MONITORED), Outcome.STOP_EXERCISE),
        (rules(MONITORED), rules(MONITORED), Outcome.CONTINUE),
        (rules(MONITORED), rules(MONITORED, stop_session_at=2), Outcome.STOP_SESSION),
        (rules(MONITORED, stop_session_at=2), rules(MONITORED), Outcome.STOP_SESSION),
    ],
)
def test_the_stricter_of_two_revisions_decides_about_a_stop(before, after, outcome):
    session = begun_before_a_change(before, after)

    decision = log.record_stop(session=session, report=stop(session, back=2))

    assert decision.outcome == outcome
    assert Stop.objects.get().outcome == outcome


def test_each_revision_is_judged_with_its_own_directional_preference():
    preferring = rules(MONITORED) | {"directional_preference": "extension"}
    kept, lost = (
        begun_before_a_change(preferring, preferring),
        begun_before_a_change(preferring, rules(MONITORED)),
    )

    outcomes = [
        log.record_stop(session=one, report=stop(one, moved="up", back=2, leg=1)).outcome
        for one in (kept, lost)
    ]

    assert outcomes == [Outcome.CONTINUE, Outcome.STOP_EXERCISE]


def test_the_check_in_of_a_second_tab_is_judged_by_the_newest_revision_too():
    session = begun_before_a_change(rules(STRICT), rules(STRICT, stop_session_at=3))
    answers = sessions.CheckIn(back=3, leg=0, ill=False)

    begin(session.patient, answers)

    session.refresh_from_db()
    assert session.status == Session.Status.REFUSED


def test_the_doctor_hears_once_of_a_session_by_an_older_plan():
    session = begun_before_a_change(rules(STRICT), rules(STRICT))
    for _ in range(2):
        log.record_stop(session=session, report=stop(session, back=1))
    at = set_done(session).happened_at
    sessions.finish_session(session=session, back=0, leg=0, at=at)

    assert stale_alerts() == [{"followed": 1, "newest": 2}]
    assert Alert.objects.get(reason="stale_plan").urgency == Alert.Urgency.NOTICE


def test_the_doctor_hears_of_no_older_plan_where_there_is_none():
    revision: Revision = at_home()
    session = begin(revision.program.patient)
    log.record_stop(session=session, report=stop(session, back=1))

    assert stale_alerts() == []


def test_a_stop_that_is_sent_again_after_a_change_is_answered_as_before():
    revision = at_home(**rules(MONITORED))
    session = begin(revision.program.patient)
    report = stop(session, back=2)
    first = log.record_stop(session=session, report=report)
    prescribed(program=revision.program, number=2, **rules(STRICT))

    assert log.record_stop(session=session, report=report) == first


@pytest.mark.parametrize(
    ("followed", "since"),
    [
        (rules(MONITORED), rules(MONITORED, stop_session_at=3)),
        (rules(MONITORED, stop_session_at=3), rules(MONITORED)),
    ],
)
def test_after_three_days_offline_the_stricter_plan_decides_and_the_doctor_hears_once(
    followed, since
):
    now = timezone.now()
    revision = at_home(prescribed_at=now - timedelta(days=20), **followed)
    prescribed(program=revision.program, number=2, prescribed_at=now - timedelta(days=2), **since)
    pk, _ = reports.begun_offline(revision)
    session, phone = Session.objects.get(pk=pk), reports.signed_in(revision.program.patient)
    hurt_at = session.started_at + timedelta(minutes=4)
    pain = reports.stop(session, back=3, leg=0, red_flags=[]) | reports.waiting(hurt_at)

    told = [reports.post(phone, "stops", session, pain).json()["decision"] for _ in range(2)]

    session.refresh_from_db()
    assert [one["outcome"] for one in told] == ["stop_session", "stop_session"]
    assert (session.status, session.revision) == (Session.Status.STOPPED, revision)
    assert Stop.objects.get().happened_at == hurt_at
    assert stale_alerts() == [{"followed": 1, "newest": 2}]
