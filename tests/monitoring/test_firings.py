"""The doctor can see every firing of a stop rule, with an alert or without, and its whole story."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from following.mornings import Morning
from following.services.mornings import answer_morning
from following.services.red_flags import answer_red_flags
from following.services.sessions import CheckIn
from monitoring import services
from monitoring.firings import firing_of, firings_of
from monitoring.models import Alert, JudgedDay
from people.ids import uuid7
from programs import stop_rules
from programs.models import Program
from programs.stop_rules import Alert as Due
from programs.stop_rules import Decision, Outcome
from programs.thresholds import DEFAULTS
from tests import factories
from tests.following.phone import at_home, begin
from tests.words import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def revision():
    return factories.prescribed(prescribed_at=timezone.now() - timedelta(days=30))


@pytest.fixture
def patient(revision):
    return revision.program.patient


def ago(hours: int):
    return timezone.now() - timedelta(hours=hours)


def stopped(revision, hours: int, **fields: object):
    finding = {"leg": 5, "back": 2, "red_flag": False, "numb_or_weak": None}
    session = factories.SessionFactory(
        revision=revision, status="stopped", slot=hours, started_at=ago(hours)
    )
    told = {"happened_at": ago(hours + 48), "received_at": ago(hours), "finding": finding} | fields
    return factories.StopFactory(session=session, **told)


def morning(revision, hours: int, **fields: object):
    worse = {"rule": "sleep-disturbed-in-the-morning", "outcome": "less_next_time"}
    told = {"received_at": ago(hours), "reason": "morning_worse"} | worse | fields
    return factories.MorningCheckFactory(revision=revision, happened_at=ago(hours), **told)


def judged(revision, hours: int, **fields: object):
    told = {
        "rule": "leg-pain-lasting",
        "outcome": "no_session",
        "reason": "leg_pain_lasting",
        "finding": {"leg_two_days_running": 4},
    }
    program = revision.program
    return JudgedDay.objects.create(
        clinic=program.clinic,
        patient=program.patient,
        program=program,
        day=ago(hours).date(),
        judged_at=ago(hours),
        **told | fields,
    )


def refused(revision, hours: int) -> Alert | None:
    session = factories.SessionFactory(
        revision=revision,
        status="refused",
        slot=hours,
        started_at=ago(hours),
        leg_before=7,
        leg_after=None,
        back_after=None,
    )
    well = {"red_flag": False, "ill": False, "new_condition": False, "blood_pressure_due": False}
    decision = stop_rules.decide(revision.rules.check_in, {"back": 0, "leg": 7, **well})
    return services.raise_for(
        patient=session.patient, session=session, decision=decision, at=ago(hours)
    )


def reasons_of(patient, page: int = 1) -> list[str]:
    return [one.judged.reason for one in firings_of(patient, page=page).rows]


def test_all_firings_are_shown_the_newest_first_by_the_servers_clock(revision, patient):
    judged(revision, 40)
    refused(revision, 3)
    morning(revision, 4)
    stopped(revision, 5)
    stopped(revision, 1, rule="no-pain", outcome="continue", reason="no_pain")
    answer_red_flags(patient=patient, by=patient.user, flags=["bowels"])

    assert reasons_of(patient) == [
        "red_flag",
        "no_pain",
        "severe_pain_before",
        "morning_worse",
        "moderate_pain",
        "leg_pain_lasting",
    ]


def test_a_calm_morning_and_a_day_on_course_are_no_firings(revision, patient):
    morning(revision, 4, rule="no-worse-in-the-morning", outcome="continue", reason="morning_same")
    judged(revision, 30, rule="on-course", outcome="continue", reason="on_course")

    assert reasons_of(patient) == []


def test_a_stop_with_its_alert_is_one_firing(revision, patient):
    stop = stopped(revision, 1)
    decision = Decision(
        rule="moderate-pain",
        outcome=Outcome.STOP_EXERCISE,
        suspend=False,
        alert=Due.NOTICE,
        reason="moderate_pain",
    )
    alert = services.raise_for(
        patient=patient, session=stop.session, stop=stop, decision=decision, at=ago(1)
    )

    (firing,) = firings_of(patient, page=1).rows

    assert firing.alert == alert


def test_a_day_that_was_judged_leads_to_the_alert_it_raised(revision, patient):
    day = judged(revision, 30)
    alert = services.raise_alert(
        patient=patient,
        urgency=Alert.Urgency.WORKING_DAY,
        reason=day.reason,
        source=uuid7(),
        evidence={"outcome": "no_session", "suspended": True},
        at=day.judged_at,
    )

    (firing,) = firings_of(patient, page=1).rows

    assert (firing.alert, firing.suspended) == (alert, True)
    assert firing_of(alert) == firing


def test_the_story_of_a_stop_is_its_row_its_answers_and_both_clocks(revision, patient):
    line = revision.lines.get()
    stop = stopped(revision, 1, line_id=line.pk)

    (firing,) = firings_of(patient, page=1).rows

    assert firing.row == "Pain, back or leg: 4 or more, or not answered"
    assert firing.answers == (
        ("Red flag", "no"),
        ("New numbness or weakness", "not answered"),
        ("Back pain", "2"),
        ("Leg pain", "5"),
    )
    assert (firing.revision, firing.exercise) == (revision, "Knees to chest")
    assert (firing.judged.phone_at, firing.judged.at) == (stop.happened_at, stop.received_at)


def test_the_row_is_of_the_revision_that_judged_and_not_of_a_later_one(revision, patient):
    stopped(revision, 1)
    factories.RevisionFactory(program=revision.program, number=2, prescribed_at=timezone.now())

    (firing,) = firings_of(patient, page=1).rows

    assert firing.revision == revision


def test_a_stop_judged_by_a_newer_plan_than_the_phones_shows_that_plans_row(revision, patient):
    limits = stop_rules.Limits(None, 3, {})
    newer = factories.RevisionFactory(
        program=revision.program,
        number=2,
        prescribed_at=ago(2),
        stop_rules=stop_rules.publish(
            policy=stop_rules.Policy.STRICT, limits=limits, thresholds=DEFAULTS
        ),
    )
    stopped(revision, 1, rule="limit-session", outcome="stop_session", reason="limit_session")

    (firing,) = firings_of(patient, page=1).rows

    assert (firing.revision, firing.row) == (
        newer,
        "Pain, back or leg: 3 or more, or not answered",
    )


def test_a_refused_check_in_is_told_by_its_answers(revision, patient):
    alert = refused(revision, 1)

    firing = firing_of(alert)

    assert (str(firing.moment), firing.row, firing.suspended) == (
        "Before a session",
        "Pain, back or leg: 7 or more, or not answered",
        True,
    )
    assert firing.answers == (("Back pain", "0"), ("Leg pain", "7"))


def test_red_flags_asked_by_themselves_are_told_by_their_wording(patient):
    answer_red_flags(patient=patient, by=patient.user, flags=["bowels"])

    (firing,) = firings_of(patient, page=1).rows

    assert (firing.row, firing.suspended, firing.revision) == (
        "Any red flag answered with yes",
        True,
        None,
    )
    assert firing.answers == (("Cannot control or feel bowel movements", "yes"),)


def test_red_flags_told_before_their_session_are_told_as_by_themselves():
    patient, pk = at_home().program.patient, uuid7()
    answer_red_flags(patient=patient, by=patient.user, flags=["bowels"], check_id=pk)
    Program.objects.filter(patient=patient).update(
        status="home", suspended_at=None, suspended_because=""
    )
    begin(patient, CheckIn(back=0, leg=0, ill=False, red_flags=["bowels"]), session_id=pk)

    (firing,) = firings_of(patient, page=1).rows

    assert (str(firing.moment), firing.row) == (
        "Red flags asked by themselves",
        "Any red flag answered with yes",
    )


def test_red_flags_of_a_morning_are_told_by_their_wording_beside_the_morning(revision, patient):
    factories.SessionFactory(revision=revision, started_at=ago(24))
    told = Morning(back=1, leg=0, sleep_disturbed=False, red_flags=("bowels",))
    answer_morning(patient=patient, check_id=uuid7(), morning=told, at=timezone.now())

    firings = firings_of(patient, page=1).rows

    wording = (("Cannot control or feel bowel movements", "yes"),)
    by_moment = {str(one.moment): one for one in firings}
    assert len(firings) == len(by_moment) == 2
    assert by_moment["Red flags asked by themselves"].answers == wording
    assert firing_of(Alert.objects.get()) == by_moment["Red flags asked by themselves"]


def test_an_alert_that_no_rule_raised_has_no_story(revision, patient):
    alert = services.raise_alert(
        patient=patient,
        urgency=Alert.Urgency.NOTICE,
        reason="stage_closed",
        source=uuid7(),
        evidence={},
        at=ago(1),
    )

    assert (firing_of(alert), reasons_of(patient)) == (None, [])


def test_firings_of_another_patient_are_not_shown(revision, patient):
    stopped(factories.prescribed(), 1)

    assert reasons_of(patient) == []


def test_a_page_holds_twenty_and_takes_as_many_queries_for_one_as_for_all(
    client, revision, patient, queries_of
):
    client.force_login(patient.doctor.user)
    url = reverse("monitoring:firings", args=[patient.pk])
    counted = []
    for hours in (range(1, 2), range(2, 4), range(4, 23)):
        for hour in hours:
            stopped(revision, hour)
        counted.append(queries_of(url))

    assert (len(reasons_of(patient)), len(reasons_of(patient, page=2))) == (20, 2)
    assert len(set(counted)) == 1


def test_the_alerts_page_tells_the_whole_story(client, revision, patient):
    client.force_login(patient.doctor.user)
    page = client.get(reverse("monitoring:alert_resolve", args=[refused(revision, 1).pk]))

    said = words_of(page)
    assert "Rule Pain, back or leg: 7 or more, or not answered severe-pain-before" in said
    assert "Rules version 2, of revision 1" in said


def test_a_resolved_alert_shows_what_was_done_and_asks_for_nothing(client, revision, patient):
    client.force_login(patient.doctor.user)
    alert = refused(revision, 1)
    services.resolve(alert=alert, by=patient.doctor.user, note="Called her.", at=timezone.now())

    page = client.get(reverse("monitoring:alert_resolve", args=[alert.pk]))

    assert "Called her." in words_of(page)
    assert "What did you do?" not in words_of(page)


def test_an_empty_list_says_so(client, revision, patient):
    client.force_login(patient.doctor.user)

    page = client.get(reverse("monitoring:firings", args=[patient.pk]))

    assert "No stop rule has fired" in words_of(page)
