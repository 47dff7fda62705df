"""Limits, easier versions and bad days on their way from the builder to the patient."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exercises.models import Exercise
from following import plan
from people.ids import uuid7
from programs import reading
from programs.models import ClinicRules, DraftLine, Program, Revision
from programs.services import prescribing
from programs.services.drafting import Save
from programs.stop_rules import ExerciseLimits
from programs.thresholds import Thresholds
from tests.factories import (
    LYING,
    MONITORED,
    STANDING,
    drafted,
    exercise,
    published,
    screened,
)
from tests.words import words_of

pytestmark = pytest.mark.django_db

SINGLE, CAT_CAMEL = "single-knee-to-chest", "cat-camel-forearms"
NO_BAD_DAYS = "No plan for bad days: the patient will be told to rest."


@pytest.fixture
def monitored(draft: Program) -> Program:
    """MONITORED, with a preference and limits; its line has every safeguard."""
    Program.objects.filter(pk=draft.pk).update(
        pain_policy="monitored",
        directional_preference="flexion",
        stop_exercise_at=3,
        stop_session_at=5,
    )
    draft.draft_lines.update(
        sets=2,
        repetitions=8,
        stop_exercise_at=2,
        stop_session_at=4,
        easier=exercise(SINGLE),
        flare_sets=1,
        flare_repetitions=4,
    )
    draft.refresh_from_db()
    return draft


def page_of(program: Program) -> str:
    return f"/desk/patients/{program.patient_id}/program/"


def change(desk, program: Program, **changed: object):
    """Post the program's one line as its page would, but for what changed."""
    line = DraftLine.objects.select_related("easier").get(program=program)
    names = ("sets", "repetitions", "hold", "rest", "tempo", "sides", "times_a_day", "days_of_week")
    values = {name: getattr(line, name) for name in names} | changed
    program.refresh_from_db()
    body = {"version": program.draft_version, "change": str(uuid7())}
    body |= {f"{line.pk}-{name}": value for name, value in values.items()}
    return desk.post(f"/desk/programs/{program.pk}/lines/{line.pk}/", body)


def prescribe(program: Program, why: str = "We begin gently.") -> Revision:
    save = Save(Program.objects.get(pk=program.pk).draft_version)
    by, on = program.doctor.user, timezone.localdate()
    return prescribing.prescribe(program=program, by=by, why=why, save=save, on=on)


def refusal_of(program: Program) -> str:
    with pytest.raises(prescribing.NotReadyToPrescribe) as refusal:
        prescribe(program)
    return " ".join(str(item.sentence) for item in refusal.value.missing)


def test_a_limit_of_the_program_looser_than_the_table_is_refused_in_words(desk, draft):
    terms = {"starts_on": "2026-12-01", "review_on": "2026-12-15", "pain_policy": "monitored"}
    body = terms | {"version": draft.draft_version, "stop_session_at": "6"}

    response = desk.post(f"/desk/programs/{draft.pk}/terms/", body)

    assert response.status_code == 422
    assert "A limit may only be tighter than the table" in words_of(response)
    draft.refresh_from_db()
    assert (draft.stop_session_at, draft.pain_policy) == (None, "strict")


def test_what_only_monitored_knows_is_offered_with_it_alone(desk, draft):
    strict = words_of(desk.get(page_of(draft)))
    Program.objects.filter(pk=draft.pk).update(pain_policy="monitored")
    monitored = words_of(desk.get(page_of(draft)))

    for said in ("Directional preference", "stop exercise from", "easier version if it hurts"):
        assert (said in strict, said in monitored) == (False, True)


def test_strict_keeps_in_the_draft_what_it_does_not_show(desk, monitored):
    Program.objects.filter(pk=monitored.pk).update(pain_policy="strict")
    page = desk.get(page_of(monitored)).text
    line = monitored.draft_lines.get()

    assert re.search(rf'type="hidden" name="{line.pk}-easier" value="{SINGLE}"', page)
    assert re.search(rf'type="hidden" name="{line.pk}-stop_exercise_at" value="2"', page)
    assert re.search(r'type="hidden" name="directional_preference" value="flexion"', page)


def test_what_is_set_stands_in_words_while_more_is_closed(desk, monitored):
    page = words_of(desk.get(page_of(monitored)))

    said = "stops from 2 session stops from 4 if it hurts: Single knee-to-chest bad days: 1 × 4"
    assert said in page


def test_a_mistake_opens_what_was_closed(desk, draft):
    line = draft.draft_lines.get()

    response = change(desk, draft, is_for_bad_days="on", flare_sets="9")

    assert response.status_code == 422
    assert re.search(rf'id="more-{line.pk}"\s+open', response.text)


def test_a_plan_for_bad_days_that_shrank_along_is_said(desk, monitored):
    response = change(
        desk, monitored, repetitions=3, is_for_bad_days="on", flare_sets=1, flare_repetitions=4
    )

    assert "Bad days shrink along with the dose: 3 times" in words_of(response)
    line = monitored.draft_lines.get()
    assert (line.repetitions, line.flare_repetitions) == (3, 3)


def test_a_program_without_a_plan_for_bad_days_is_warned_about_but_prescribed(desk, draft):
    assert NO_BAD_DAYS in words_of(desk.get(page_of(draft)))

    assert prescribe(draft).number == 1


def test_one_line_for_bad_days_is_a_plan(desk, patient):
    draft = drafted(LYING, STANDING, patient=patient)
    draft.draft_lines.filter(exercise__slug=LYING).update(flare_sets=1, flare_repetitions=1)

    assert NO_BAD_DAYS not in words_of(desk.get(page_of(draft)))


def test_a_revision_holds_every_safeguard(monitored):
    revision = prescribe(monitored)

    line = revision.lines.get()
    assert (line.stop_exercise_at, line.stop_session_at) == (2, 4)
    assert (line.easier, line.easier_version) == (exercise(SINGLE), exercise(SINGLE).current)
    assert (line.flare_sets, line.flare_repetitions) == (1, 4)
    assert (revision.stop_exercise_at, revision.stop_session_at) == (3, 5)
    assert (revision.pain_policy, revision.directional_preference) == ("monitored", "flexion")


def test_a_revision_publishes_its_rules_with_the_limits(monitored):
    assert prescribe(monitored).stop_rules == published(
        MONITORED, stop_exercise_at=3, stop_session_at=5, exercises={LYING: ExerciseLimits(2, 4)}
    )


def test_a_revision_publishes_its_rules_with_the_clinics_thresholds(draft, doctor):
    ClinicRules.objects.create(clinic=draft.clinic, next_session_percent=50, recorded_by=doctor)

    assert prescribe(draft).stop_rules == published(
        thresholds=Thresholds(next_session_percent=50), exercises={LYING: ExerciseLimits()}
    )


def test_under_strict_a_revision_holds_nothing_that_only_monitored_knows(monitored):
    Program.objects.filter(pk=monitored.pk).update(pain_policy="strict")

    revision = prescribe(monitored)

    line = revision.lines.get()
    assert (line.stop_exercise_at, line.easier, line.easier_version) == (None, None, None)
    assert (revision.stop_exercise_at, revision.directional_preference) == (None, "")
    assert (line.stop_session_at, line.flare_repetitions, revision.stop_session_at) == (4, 4, 5)


def test_an_easier_version_that_has_been_retired_is_refused_in_words(monitored):
    Exercise.objects.filter(slug=SINGLE).update(status="retired")

    assert refusal_of(monitored) == (
        "Double knee-to-chest: its easier version cannot be Single knee-to-chest. "
        "The library does not offer it now."
    )


def test_an_easier_version_of_a_locked_stage_is_refused_in_words(monitored):
    monitored.draft_lines.update(easier=exercise("seated-figure-4"))

    assert refusal_of(monitored) == (
        "Double knee-to-chest: its easier version cannot be Seated figure-4 stretch. "
        "Sitting is not open yet."
    )


def test_an_easier_version_that_is_blocked_is_refused_in_words():
    draft = drafted(CAT_CAMEL, patient=screened(findings=("flexion_intolerant",)))
    draft.draft_lines.update(easier=exercise(SINGLE), override_reason="It eases her leg.")
    Program.objects.filter(pk=draft.pk).update(pain_policy="monitored")

    assert refusal_of(draft) == (
        "Cat–camel on elbows and knees: its easier version cannot be Single knee-to-chest. "
        "Bending forward brings on the symptoms (flexion-intolerant)."
    )


def test_under_strict_an_easier_version_is_not_asked_about(monitored):
    Program.objects.filter(pk=monitored.pk).update(pain_policy="strict")
    Exercise.objects.filter(slug=SINGLE).update(status="retired")

    assert prescribe(monitored).number == 1


def test_the_doctor_reads_what_would_change_before_prescribing(desk, monitored):
    prescribe(monitored)
    monitored.draft_lines.update(flare_sets=None, flare_repetitions=None)

    assert "Not on bad days any more: Double knee-to-chest." in words_of(
        desk.get(page_of(monitored))
    )


def test_patient_and_doctor_read_the_same_changes(monitored):
    Program.objects.filter(pk=monitored.pk).update(pain_policy="strict")
    prescribe(monitored)
    Program.objects.filter(pk=monitored.pk).update(pain_policy="monitored")

    prescribe(monitored, why="A little pain is fine now.")

    assert list(plan.changes(reading.plan(monitored))) == [
        "You may go on with mild pain, up to 3 of 10.",
        "When leg pain moves up, you may go on (direction: Flexion).",
        "All exercises: stop it from pain 3; the session stops from pain 5.",
        "Knees to chest: stop it from pain 2; the session stops from pain 4.",
        "If it hurts: One knee to chest in place of Knees to chest.",
    ]


def test_a_program_with_safeguards_takes_the_same_queries_however_long_it_is(desk, patient):
    draft = drafted(LYING, CAT_CAMEL, "hip-hinge", patient=patient)
    Program.objects.filter(pk=draft.pk).update(pain_policy="monitored")
    draft.draft_lines.update(easier=exercise(SINGLE), flare_sets=1, flare_repetitions=1)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            desk.get(page_of(draft))
        return len(captured)

    queries()
    with_three = queries()
    draft.draft_lines.exclude(exercise__slug=LYING).delete()

    assert queries() == with_three
