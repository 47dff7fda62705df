"""A template never gives a patient a blocked line, and never leaves one out in silence."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from people.models import Patient
from programs import applying, dosage, reading, templates
from programs.safety import FINDINGS, Clearance, ScreeningFacts, finding
from programs.services import drafting, screening, supervision
from programs.templates import Template
from tests.factories import LYING, SITTING, DoctorFactory, drafted, exercise, screened

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
HANDS_BEHIND_HEAD, ARMS_OUT = "seated-rotation-hands-behind-head", "seated-rotation-arms-out"


@pytest.fixture
def shipped() -> dict[str, Template]:
    return {template.key: template for template in templates.shipped(DoctorFactory().user)}


def facts_of(
    *findings: str, released: bool = True, pain_free_days: int | None = None, cleared: bool = False
) -> ScreeningFacts:
    today = TODAY()
    return ScreeningFacts(
        age=40,
        neurologist_decided_on=today,
        exercise_indicated=True,
        inflammation_settled_on=today if released else None,
        red_flags_asked_on=today,
        red_flags=(),
        findings_reviewed_on=today,
        findings=findings,
        clearances=tuple(Clearance(code, today) for code in findings) if cleared else (),
        pain_free_since=None if pain_free_days is None else today - timedelta(pain_free_days),
    )


def fit(template: Template, facts: ScreeningFacts, standing: frozenset = frozenset()):
    return applying.fit(template, facts, standing=standing, on=TODAY())


def apply(patient: Patient, template: Template) -> applying.Fit:
    return drafting.apply(patient=patient, template=template, by=patient.doctor.user, on=TODAY())


def lines_of(patient: Patient) -> dict[str, str]:
    program = reading.current_program(patient)
    return {one.exercise.slug: one.in_words for one in reading.draft_lines(program)}


def blocked_by_the_table(one: templates.Offer, facts: ScreeningFacts) -> bool:
    """Worked out anew from the rules' own table, and not by the code under test."""
    lifted = set() if not facts.clearances else {f.code for f in FINDINGS if not f.stays_blocked}
    codes = {code for name in facts.findings if name not in lifted for code in finding(name).blocks}
    since = facts.pain_free_since
    in_remission = since is not None and (TODAY() - since).days >= 84
    effortful = one.exercise.prevention_only and not in_remission
    return effortful or not codes.isdisjoint(one.exercise.contraindications)


def test_all_templates_with_all_findings_and_gates_give_no_blocked_line_and_name_each_left_out(
    shipped,
):
    codes = [(), *((one.code,) for one in FINDINGS), tuple(one.code for one in FINDINGS)]
    gates = product((False, True), (None, 83, 84), (False, True))
    for template, findings, gate in product(shipped.values(), codes, list(gates)):
        released, days, cleared = gate
        facts = facts_of(*findings, released=released, pain_free_days=days, cleared=cleared)

        found = fit(template, facts)

        allowed = [one for one in template.offers if not blocked_by_the_table(one, facts)]
        assert list(found.given) == ([] if found.closed else allowed)
        given, named = {one.exercise.name for one in allowed}, found.in_words
        for line in template.lines:
            assert (line.name in given) != (f"Left out: {line.name} – " in named)
        assert all(one.why_not for one in found.left_out)


@pytest.mark.parametrize("forbidding", [one.code for one in FINDINGS if one.forbids_exercise])
def test_the_acute_template_is_closed_again_by_what_forbids_exercise(shipped, forbidding):
    found = fit(shipped["acute-protected"], facts_of(forbidding))

    assert found.closed == ("Nothing has been found since that forbids exercise.",)
    assert found.given == ()


def test_requirement_5_the_acute_template_waits_for_a_documented_release(shipped):
    acute = shipped["acute-protected"]

    assert fit(acute, facts_of(released=False)).closed == (
        "A doctor has stated that the acute inflammation has settled.",
    )
    assert fit(acute, facts_of(released=True)).closed == ()


@pytest.mark.parametrize(("days", "is_open"), [(None, False), (83, False), (84, True)])
def test_requirement_19_the_prevention_template_waits_for_twelve_weeks_without_pain(
    shipped, days, is_open
):
    found = fit(shipped["prevention"], facts_of(pain_free_days=days))

    assert found.closed == (
        () if is_open else (f"{days or 0} days without back or leg pain (84 needed by default).",)
    )


def test_an_exercise_the_library_does_not_have_is_named_and_breaks_nothing(shipped):
    unknown = templates.TemplateLine("Somersault")
    template = Template("x", "X", "Why", "Who", (*shipped["source-complex"].lines, unknown))

    found = fit(template, facts_of())

    assert found.in_words == (
        "Applied: 12 of 13. Left out: Somersault – The library does not offer it now."
    )


def test_a_templates_lines_come_with_its_doses_and_notes_to_the_affected_side():
    patient, one = screened(affected_side="left"), exercise(SITTING)
    dose = dosage.from_json(
        one.current.content["dose"] | {"sets": 2, "repetitions": 4, "sides": "affected"}
    )
    line = templates.TemplateLine(one.name, templates.Offer(one, dose, "Slowly."))

    apply(patient, Template("x", "X", "Why", "Who", (line,)))

    (added,) = reading.draft_lines(reading.current_program(patient))
    assert (added.dosage, added.note, added.side) == (dose, "Slowly.", "left")


def test_an_empty_draft_takes_what_is_not_blocked_and_the_answer_names_the_rest(shipped):
    patient = screened(findings=("rotation_intolerant", "wrist_or_shoulder"))

    said = apply(patient, shipped["source-complex"]).in_words

    assert said.startswith("Applied: 9 of 12. Left out: Cat–camel on elbows and knees – Wrist or ")
    assert said.count("Left out:") == 3
    assert {HANDS_BEHIND_HEAD, ARMS_OUT, "cat-camel-forearms"}.isdisjoint(lines_of(patient))
    assert len(lines_of(patient)) == 9


def test_a_draft_with_lines_takes_each_exercise_once_and_keeps_its_own_dose(shipped):
    program = drafted(SITTING, LYING)
    before = lines_of(program.patient)

    said = apply(program.patient, shipped["source-complex"])

    assert list(lines_of(program.patient))[:2] == [SITTING, LYING]
    assert len(lines_of(program.patient)) == 12
    assert before.items() <= lines_of(program.patient).items()
    assert {one.why_not for one in said.left_out} == {"It is in the program already."}
    assert said.barred == ()


def test_applying_moves_the_draft_on_so_that_an_open_page_is_told(shipped):
    program = drafted()

    apply(program.patient, shipped["source-complex"])

    assert reading.current_program(program.patient).draft_version == program.draft_version + 1


def test_a_closed_template_is_refused_and_begins_nothing(shipped):
    patient = screened()

    with pytest.raises(drafting.TemplateClosed, match="84 needed"):
        apply(patient, shipped["prevention"])

    assert reading.current_program(patient) is None


def test_after_the_statement_the_effortful_exercises_need_no_reason():
    patient = screened()
    screening.state_pain_free(
        patient=patient, by=patient.doctor.user, since=TODAY() - timedelta(days=90)
    )

    squat, facts = exercise("bodyweight-squat"), reading.facts_of(patient)

    assert reading.blocks_of(squat, facts, on=TODAY()) == ()


@pytest.mark.parametrize(("because", "still_holds"), [("strong_pain", False), ("doctor", True)])
def test_a_pause_for_a_cause_voids_the_statement_until_it_is_made_anew(because, still_holds):
    patient = screened()
    since, by = TODAY() - timedelta(days=90), patient.doctor.user
    screening.state_pain_free(patient=patient, by=by, since=since)
    program = drafted(patient=patient)
    program.status = "supervised"
    program.save(update_fields=["status"])
    supervision.suspend(program=program, because=because, at=timezone.now())

    assert reading.facts_of(patient).pain_free_since == (since if still_holds else None)

    screening.state_pain_free(patient=patient, by=by, since=since)
    assert reading.facts_of(patient).pain_free_since == since
