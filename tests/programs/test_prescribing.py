from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from people.ids import uuid7
from programs import stop_rules
from programs.models import Program, ProgramEvent, Revision
from programs.services import drafting, prescribing, screening
from programs.services.drafting import Save
from tests.factories import (
    LYING,
    SITTING,
    DoctorFactory,
    drafted,
    exercise,
    published,
    screened,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def prescribe(program: Program, *, why: str = "We begin gently.", **more: object) -> Revision:
    version = Program.objects.get(pk=program.pk).draft_version
    return prescribing.prescribe(
        **{"program": program, "by": program.doctor.user, "why": why, "on": TODAY()}
        | {"save": Save(version)}
        | more
    )


def refusal_of(program: Program, **more: object) -> list[str]:
    with pytest.raises(prescribing.NotReadyToPrescribe) as refusal:
        prescribe(program, **more)
    return [str(item.sentence) for item in refusal.value.missing]


def test_the_first_revision_waits_for_the_supervised_session(draft):
    revision = prescribe(draft)

    draft.refresh_from_db()
    assert revision.number == 1
    assert draft.status == Program.Status.SUPERVISED


def test_a_revision_holds_its_author_why_terms_and_rules(draft, doctor):
    revision = prescribe(draft, why=" Your leg is calm. ")

    revision.refresh_from_db()
    assert (revision.author, revision.why) == (doctor, "Your leg is calm.")
    assert (revision.starts_on, revision.review_on) == (draft.starts_on, draft.review_on)
    assert (revision.pain_policy, revision.stop_rules_version) == ("strict", stop_rules.VERSION)
    assert revision.stop_rules == published()
    assert timezone.now() - revision.prescribed_at < timedelta(minutes=1)


def test_a_revision_holds_the_lines_as_the_draft_had_them(draft):
    line = draft.draft_lines.get()

    prescribed = prescribe(draft).lines.get()

    assert (prescribed.exercise, prescribed.dosage) == (line.exercise, line.dosage)
    assert prescribed.version == exercise(LYING).current
    assert prescribed.stage == 1


def test_revisions_are_numbered_and_say_what_changed(draft):
    prescribe(draft)
    drafting.add_line(program=draft, exercise=exercise(SITTING), on=TODAY(), save=_save(draft))
    prescribe(draft, why="Now we sit too.")
    drafting.remove_line(line=draft.draft_lines.get(exercise__slug=LYING), save=_save(draft))

    third = prescribe(draft, why="Enough of that.")

    numbers = list(Revision.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3]
    assert [(row["kind"], row["slug"]) for row in third.changes] == [("removed", LYING)]


def test_a_revision_of_a_program_at_home_leaves_it_at_home(draft):
    prescribe(draft)
    Program.objects.filter(pk=draft.pk).update(status="home", released_at=timezone.now())

    prescribe(draft, why="A little more.")

    draft.refresh_from_db()
    assert draft.status == Program.Status.HOME


def test_prescribing_enters_the_history_with_its_reason(draft, doctor):
    prescribe(draft, why="We begin gently.")

    event = ProgramEvent.objects.get(program=draft)
    assert (event.kind, event.by, event.reason) == ("prescribed", doctor, "We begin gently.")


def test_a_draft_changed_elsewhere_is_not_prescribed(draft):
    with pytest.raises(drafting.StaleDraft):
        prescribe(draft, save=Save(draft.draft_version - 1))

    assert not Revision.objects.exists()


def test_a_prescription_whose_answer_was_lost_is_not_published_twice(draft):
    save = Save(draft.draft_version, change=uuid7())
    prescribe(draft, save=save)

    with pytest.raises(drafting.AlreadySaved):
        prescribe(draft, save=save)

    assert Revision.objects.count() == 1


def test_another_tab_does_not_publish_the_same_draft_again(draft):
    version = draft.draft_version
    prescribe(draft, save=Save(version, change=uuid7()))

    with pytest.raises(drafting.StaleDraft):
        prescribe(draft, save=Save(version, change=uuid7()))


def test_without_a_reason_nothing_is_prescribed(draft):
    assert refusal_of(draft, why="  ") == [
        "Write why, so that the patient and your colleagues know."
    ]


def test_an_empty_draft_without_terms_lacks_them_in_words(patient, doctor):
    draft = drafting.draft_of(patient=patient, by=doctor)

    assert refusal_of(draft) == [
        "Set the day on which the program starts.",
        "Set the day of the next review.",
        "Add at least one exercise.",
    ]


def test_a_review_that_has_passed_is_set_anew(draft):
    Program.objects.filter(pk=draft.pk).update(
        starts_on=TODAY() - timedelta(days=30), review_on=TODAY() - timedelta(days=1)
    )

    assert refusal_of(draft) == ["The day of the review has passed. Set the next one."]


def test_a_blocked_exercise_without_a_reason_is_not_prescribed():
    draft = drafted("standing-back-bend", patient=screened(findings=("stenosis",)))

    assert refusal_of(draft) == [
        "Standing back bend is blocked. Write a reason beside it, or remove it."
    ]


def test_the_reason_for_a_blocked_exercise_is_kept_with_the_revision():
    draft = drafted("standing-back-bend", patient=screened(findings=("stenosis",)))
    draft.draft_lines.update(override_reason="Extension eases her leg.")

    assert prescribe(draft).lines.get().override_reason == "Extension eases her leg."


def test_a_dose_beyond_its_limits_is_told_with_its_exercise(draft):
    draft.draft_lines.update(tempo="0-1-3")

    assert refusal_of(draft) == [
        "Double knee-to-chest: Moving out and moving back must each take at least 1 second."
    ]


def test_a_refusal_leaves_no_trace(draft):
    refusal_of(draft, why="")

    draft.refresh_from_db()
    assert (draft.status, Revision.objects.count()) == (Program.Status.DRAFT, 0)


def test_a_colleague_of_the_clinic_may_prescribe(draft):
    colleague = DoctorFactory(clinic=draft.clinic).user

    assert prescribe(draft, by=colleague).author == colleague


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE programs_revision SET why = 'Another reason.'",
        "DELETE FROM programs_revision",
        "UPDATE programs_prescribedline SET sets = 5",
        "DELETE FROM programs_prescribedline",
    ],
)
def test_the_database_itself_refuses_to_change_what_was_prescribed(draft, statement):
    prescribe(draft)

    with (
        pytest.raises(DatabaseError, match="Cannot update or delete rows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_screening_that_is_missing_is_told_before_terms_and_lines():
    patient = screened()
    draft = drafted(patient=patient)
    screening.check_red_flags(patient=patient, by=patient.doctor.user, flags=["foot_drop"])

    assert refusal_of(draft) == [
        "Red flag: The foot newly drops or slaps when walking. Refer before any exercise."
    ]


def _save(program: Program) -> Save:
    return Save(Program.objects.get(pk=program.pk).draft_version)
