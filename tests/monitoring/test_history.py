"""Who decided what about a patient and why can be read years later, on one page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from monitoring.history import history_of
from programs.models import PrescribedLine, ProgramEvent
from programs.services import screening, supervision
from tests import factories
from tests.words import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    return factories.prescribed(
        program=factories.ProgramFactory(patient=factories.screened(), at_home=True),
        prescribed_at=timezone.now() - timedelta(days=3),
    )


@pytest.fixture
def patient(revision):
    return revision.program.patient


def told(patient, what: str):
    """The newest entry that begins so."""
    return next(one for one in history_of(patient, page=1) if one.what.startswith(what))


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def day(one) -> str:
    return date_format(one, "j M Y")


def test_a_revision_is_told_with_its_author_why_changes_and_the_reasons_for_what_is_blocked(
    revision, patient
):
    factories.PrescribedLineFactory(
        revision=revision,
        exercise=factories.exercise(factories.SITTING),
        override_reason="Under my eyes, with a chair.",
    )
    newer = factories.RevisionFactory(
        program=revision.program,
        number=2,
        why="Your leg is calmer.",
        changes=[{"kind": "policy", "before": "strict", "after": "monitored"}],
        prescribed_at=timezone.now() + timedelta(minutes=1),
    )

    first, second = told(patient, "Revision 1"), told(patient, "Revision 2")

    assert (second.at, second.by, second.why) == (newer.prescribed_at, newer.author, newer.why)
    assert second.details == ("You may go on with mild pain, up to 3 of 10.",)
    blocked = PrescribedLine.objects.get(override_reason__gt="").exercise.name
    assert (second.notes, first.notes) == (
        (),
        (f"{blocked} is blocked, and was prescribed because: Under my eyes, with a chair.",),
    )


def test_a_pause_and_its_end_are_told_with_who_and_why(revision, patient):
    program, doctor = revision.program, patient.doctor.user
    supervision.suspend(program=program, because="stopped_twice", at=timezone.now())
    paused = told(patient, "Paused")
    supervision.resume(program=program, by=doctor, why="Seen today, the leg is calm.")
    supervision.suspend(program=program, because="doctor", at=timezone.now(), by=doctor)
    resumed, paused_again = told(patient, "Resumed"), told(patient, "Paused")

    assert (paused.by, paused.why) == (None, "Several sessions stopped in 7 days")
    assert (resumed.by, resumed.why) == (doctor, "Seen today, the leg is calm.")
    assert (paused_again.by, paused_again.why) == (doctor, "The doctor paused it")


@pytest.mark.parametrize("because", ["contraindication", "sciatica_exacerbation", "doctor"])
def test_a_pause_that_no_rule_made_has_words_of_its_own(revision, patient, because):
    supervision.suspend(program=revision.program, because=because, at=timezone.now())

    assert told(patient, "Paused").why != "Reported by the patient"


def test_a_clearance_is_told_with_who_why_and_until_when(patient):
    screening.clear(
        patient=patient,
        by=patient.doctor.user,
        finding="hypertension",
        reason="Well set for two years.",
        review_on=in_days(30),
    )

    entry = told(patient, "Cleared")

    assert (entry.what, entry.by, entry.why) == (
        f"Cleared until {day(in_days(30))}: Hypertension",
        patient.doctor.user,
        "Well set for two years.",
    )


def test_what_the_patient_reports_is_told_as_the_patients_own(patient):
    screening.check_red_flags(patient=patient, by=patient.user, flags=["bowels"])
    screening.check_red_flags(patient=patient, by=patient.user, flags=[])
    screening.report_new_condition(
        patient=patient, by=patient.user, kinds=["surgery"], note="My knee."
    )
    own = [one for one in history_of(patient, page=1) if one.by == patient.user]

    assert [(one.what, one.why, one.notes) for one in own] == [
        ("Something new was reported", "My knee.", ("An operation",)),
        ("Red flag answered with yes", "", ("Cannot control or feel bowel movements",)),
    ]


def test_what_was_entered_in_the_screening_is_told_in_words(patient):
    screening.state_pain_free(patient=patient, by=patient.doctor.user, since=in_days(-90))
    screening.review_contraindications(
        patient=patient, by=patient.doctor.user, findings=["osteoporosis"], note="Mild."
    )

    entered = {(one.what, one.why, one.notes) for one in history_of(patient, page=1) if one.by}

    assert entered == {
        ("Revision 1 prescribed", "Your leg is calm, so we begin gently.", ()),
        ("Exercise therapy is needed", "", (f"Neurologist Dr Adam Lis, {day(in_days(0))}",)),
        (f"Acute inflammation settled on {day(in_days(0))}", "", ()),
        ("Red flags asked", "", ("None of them",)),
        ("Contraindications gone through", "", ("None found",)),
        ("Contraindications gone through", "Mild.", ("Osteoporosis",)),
        (f"Free of pain since {day(in_days(-90))}", "", ()),
    }


def test_answers_to_a_stage_stand_among_the_rest_and_once(revision, patient):
    supervision.open_stage(
        program=revision.program,
        stage=2,
        evidence=factories.evidence(),
        by=patient.doctor.user,
        reason="She sits at work anyway.",
    )
    supervision.close_stage(program=revision.program, stage=2, by=None, why="pain_came_back")

    stages = [one for one in history_of(patient, page=1) if one.what.startswith("Sitting")]

    assert {(one.what, one.by, one.why) for one in stages} == {
        ("Sitting opened", patient.doctor.user, "She sits at work anyway."),
        ("Sitting locked again", None, ""),
    }
    assert len(stages) == 2


def test_the_newest_comes_first_and_a_page_takes_the_same_queries_however_long(
    client, revision, patient, queries_of
):
    client.force_login(patient.doctor.user)
    url = reverse("monitoring:history", args=[patient.pk])
    counted = []
    for hours in (range(1, 2), range(2, 4), range(4, 40)):
        for hour in hours:
            ProgramEvent.objects.create(
                clinic=patient.clinic,
                program=revision.program,
                kind="released",
                by=patient.doctor.user,
                at=timezone.now() - timedelta(hours=hour),
            )
        counted.append(queries_of(url))
    page = history_of(patient, page=1)

    assert len(set(counted)) == 1
    assert [one.at for one in page] == sorted((one.at for one in page), reverse=True)
    assert (len(page), page.paginator.num_pages) == (30, 2)


def test_an_earlier_program_stays_in_the_history(revision, patient):
    supervision.end(program=revision.program, by=patient.doctor.user, why="Moved away.")
    factories.ProgramFactory(patient=patient)

    assert told(patient, "Ended").why == "Moved away."


def test_another_patients_decisions_are_not_told(patient):
    other = factories.prescribed().program.patient

    assert {one.what for one in history_of(other, page=1)} == {"Revision 1 prescribed"}


def test_the_page_is_reached_from_the_record_and_says_it_in_words(client, revision, patient):
    client.force_login(patient.doctor.user)
    supervision.suspend(program=revision.program, because="ill", at=timezone.now())
    url = reverse("monitoring:history", args=[patient.pk])

    record = client.get(reverse("monitoring:patient", args=[patient.pk]))

    assert f'href="{url}"' in record.text
    assert "Paused Ill or feverish by itself" in words_of(client.get(url))


def test_a_record_without_a_past_says_so(client):
    patient = factories.PatientFactory()
    client.force_login(patient.doctor.user)

    page = client.get(reverse("monitoring:history", args=[patient.pk]))

    assert "Nothing has been decided yet" in words_of(page)
