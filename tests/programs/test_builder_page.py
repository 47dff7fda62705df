import html
import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from exercises.content import OwnText
from exercises.models import Exercise
from exercises.services import own
from exercises.services.exchange import import_own
from people.ids import uuid7
from programs import reading
from programs.models import Program, Revision
from tests.factories import (
    LYING,
    SITTING,
    STANDING,
    DoctorFactory,
    ProgramFactory,
    StageOpeningFactory,
    drafted,
    exercise,
    own_exercise,
    prescribed,
    screened,
)
from tests.words import words_of

pytestmark = pytest.mark.django_db


def page_of(program: Program) -> str:
    return f"/desk/patients/{program.patient_id}/program/"


def post(desk, program: Program, path: str, data: dict | None = None, **extra: object):
    program.refresh_from_db()
    body = {"version": program.draft_version, "change": str(uuid7())} | (data or {}) | extra
    return desk.post(f"/desk/programs/{program.pk}/{path}/", body, headers={"HX-Request": "true"})


def dose_of(line, **changed: object) -> dict[str, object]:
    """What the page posts of a line, as it stands, but for what changed."""
    values = {
        "sets": line.sets,
        "repetitions": line.repetitions,
        "hold": line.hold,
        "rest": line.rest,
        "tempo": line.tempo,
        "sides": line.sides,
        "times_a_day": line.times_a_day,
        "days_of_week": line.days_of_week,
        "note": line.note,
        "override_reason": line.override_reason,
    } | changed
    return {f"{line.pk}-{name}": value for name, value in values.items()}


def slugs_in(program: Program) -> list[str]:
    return [line.exercise.slug for line in reading.draft_lines(program)]


def card(page: str, slug: str) -> str:
    """One card of the library, as the page has it."""
    return re.search(rf'<article[^>]*data-exercise="{slug}".*?</article>', page, re.DOTALL)[0]


def test_a_patient_without_a_program_is_led_to_how_one_begins(desk, patient):
    response = desk.get(f"/desk/patients/{patient.pk}/program/")

    assert response.headers["Location"] == f"/desk/patients/{patient.pk}/program/begin/"


def test_a_draft_leads_to_the_templates_and_to_keeping_it_as_one(desk, draft):
    page = desk.get(page_of(draft)).text

    assert f'href="/desk/patients/{draft.patient_id}/program/begin/"' in page
    assert f'href="/desk/programs/{draft.pk}/template/"' in page


def test_the_draft_stands_by_stage_with_its_minutes(desk, patient):
    draft = drafted(LYING, SITTING, STANDING, patient=patient)
    StageOpeningFactory(program=draft, stage=2)

    board = desk.get(page_of(draft)).context["board"]

    assert [(stage.name, stage.is_open) for stage in board.stages] == [
        ("Lying", True),
        ("Sitting", True),
        ("Standing", False),
    ]
    assert [[row.line.exercise.slug for row in stage.lines] for stage in board.stages] == [
        [LYING],
        [SITTING],
        [STANDING],
    ]
    assert board.count == 3


def test_the_summary_says_how_long_it_takes_and_what_is_in_order(desk, draft):
    page = words_of(desk.get(page_of(draft)))

    assert "5 min a day" in page
    assert "1 exercise. 3 to 5 are followed best." in page
    assert "Nothing is missing." in page
    assert "Red flags: none," in page


def test_more_than_six_exercises_are_warned_about(desk, patient):
    draft = drafted(*SEVEN, patient=patient)

    assert "7 exercises: more than 6 are seldom followed." in words_of(desk.get(page_of(draft)))


SEVEN = (
    LYING, "curl-up-arms-crossed", "hook-lying-leg-raise", "superman", "cat-camel-forearms",
    SITTING, STANDING,
)  # fmt: skip


def test_what_is_missing_links_to_the_screening(client):
    program = ProgramFactory()
    client.force_login(program.doctor.user)

    response = client.get(page_of(program))

    assert "State, with a date, that the acute inflammation has settled." in words_of(response)
    assert f'href="/desk/patients/{program.patient_id}/screening/"' in response.text


def test_a_clearance_is_reminded_of_where_one_prescribes(client):
    patient = screened(findings=("osteoporosis",))
    client.force_login(patient.doctor.user)

    page = words_of(client.get(page_of(drafted(patient=patient))))

    assert "Osteoporosis: some exercises are blocked." in page


def test_a_blocked_card_says_every_reason_and_cannot_simply_be_added(client):
    patient = screened(findings=("stenosis", "falls_risk"))
    client.force_login(patient.doctor.user)

    blocked = card(client.get(page_of(drafted(patient=patient))).text, "standing-back-bend")

    assert "stenosis, spondylolisthesis." in blocked
    assert "Risk of falling." in blocked
    assert 'draggable="false"' in blocked
    assert "data-add" not in blocked


def test_requirement_19_an_effortful_exercise_is_shown_as_prevention_only(desk, draft):
    squat = card(desk.get(page_of(draft)).text, "bodyweight-squat")

    assert "Prevention only." in squat
    assert "For healthy people, or after a long time without pain." in squat
    assert "data-anyway" in squat


def test_an_exercise_that_is_the_doctors_choice_says_so_on_its_card(desk, draft):
    page = desk.get(page_of(draft)).text

    assert "Doctor's choice only" in card(page, "sciatic-tensioner-seated")
    assert "Doctor's choice only" not in card(page, "sciatic-slider-seated")


def test_an_exercise_of_another_phase_is_not_blocked(desk, draft):
    subacute = Exercise.objects.exclude(phases__contains=["A"]).filter(prevention_only=False)

    page = desk.get(page_of(draft)).text

    assert "data-add" in card(page, subacute.first().slug)


def test_requirement_12_equipment_beyond_mat_and_chair_is_flagged(desk, patient):
    exercise()
    Exercise.objects.filter(slug=SITTING).update(equipment=["M", "C", "W", "T"])
    draft = drafted(LYING, SITTING, patient=patient)

    response = desk.get(page_of(draft))

    assert "Wall, Strap" in card(response.text, SITTING)
    assert "Needs:" not in card(response.text, LYING)
    assert words_of(response).count("Needs: Wall, Strap") == 2


def test_the_library_answers_a_search_with_cards_alone(desk, draft):
    response = desk.get(f"/desk/programs/{draft.pk}/library/", {"q": "standing side bend"})

    assert "<html" not in response.text
    assert response.context["cards"][0].exercise.slug == STANDING
    assert f"{len(response.context['cards'])} exercise" in words_of(response)


def test_a_large_library_comes_a_shelf_at_a_time(desk, draft):
    one = own_exercise(draft.doctor)
    texts = [
        OwnText.model_validate({**one.current.content, "name": f"Squat {n}"}) for n in range(74)
    ]
    for made in import_own(clinic=draft.clinic, texts=texts, by=one.author):
        own.publish(exercise=made, by=one.author)

    first = desk.get(f"{page_of(draft)}?q=squat&whose=ours")
    more = re.search(r'hx-get="([^"]+)"[^>]*hx-trigger="intersect', first.text)[1]
    rest = desk.get(html.unescape(more))

    assert "74 exercises" in words_of(first)
    assert more == f"/desk/programs/{draft.pk}/library/?q=squat&amp;whose=ours&amp;page=2"
    assert (first.text.count("<article"), rest.text.count("<article")) == (72, 2)
    assert 'id="cards"' not in rest.text
    assert "Show more" not in rest.text


def test_a_search_that_finds_nothing_says_so(desk, draft):
    response = desk.get(f"/desk/programs/{draft.pk}/library/", {"q": "trampoline"})

    assert "No exercise is called that." in words_of(response)


def test_the_library_narrows_by_phase(desk, draft):
    response = desk.get(f"/desk/programs/{draft.pk}/library/", {"phase": "P", "position": "STA"})

    found = {one.exercise.slug for one in response.context["cards"]}
    expected = Exercise.objects.filter(phases__contains=["P"], position="STA")
    assert found == set(expected.values_list("slug", flat=True))
    assert "bodyweight-squat" in found


def test_an_added_exercise_is_answered_with_the_new_draft(desk, draft):
    response = post(desk, draft, "lines", {"exercise": SITTING})

    draft.refresh_from_db()
    assert slugs_in(draft) == [LYING, SITTING]
    assert f'data-version="{draft.draft_version}"' in response.text
    assert exercise(SITTING).name in words_of(response)


def test_an_exercise_that_stands_already_is_answered_with_the_draft(desk, draft):
    response = post(desk, draft, "lines", {"exercise": LYING})

    assert response.status_code == 200
    assert slugs_in(draft) == [LYING]


def test_an_unknown_exercise_is_not_found(desk, draft):
    assert post(desk, draft, "lines", {"exercise": "somersault\0"}).status_code == 404


def test_a_blocked_exercise_without_a_reason_is_refused_in_words(client):
    patient = screened(findings=("stenosis",))
    client.force_login(patient.doctor.user)
    draft = drafted(patient=patient)

    response = post(client, draft, "lines", {"exercise": "standing-back-bend"})

    assert response.status_code == 422
    assert "Standing back bend is blocked:" in words_of(response)
    assert slugs_in(draft) == [LYING]


def test_a_changed_dose_is_saved(desk, draft):
    line = draft.draft_lines.get()

    post(desk, draft, f"lines/{line.pk}", dose_of(line, sets=3, days_of_week=[0, 2, 4]))

    line.refresh_from_db()
    assert (line.sets, line.days_of_week) == (3, [0, 2, 4])


def test_nonsense_is_refused_beside_the_field_and_stays_to_be_mended(desk, draft):
    line = draft.draft_lines.get()

    response = post(desk, draft, f"lines/{line.pk}", dose_of(line, sets=1000))

    assert response.status_code == 422
    assert "Sets must be between 1 and 10." in words_of(response)
    assert 'value="1000"' in response.text
    line.refresh_from_db()
    assert line.sets == 1


def test_a_stale_save_is_answered_with_the_draft_as_it_stands(desk, draft):
    line = draft.draft_lines.get()

    response = post(
        desk, draft, f"lines/{line.pk}", dose_of(line, sets=3), version=draft.draft_version - 1
    )

    assert response.status_code == 409
    assert f'data-version="{draft.draft_version}"' in response.text
    line.refresh_from_db()
    assert line.sets == 1


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999"])
def test_a_save_on_no_sensible_version_is_stale(desk, draft, version):
    assert post(desk, draft, "lines", {"exercise": SITTING}, version=version).status_code == 409


def test_a_change_sent_twice_is_saved_once_and_answered_twice(desk, draft):
    body = {
        "exercise": SITTING,
        "version": draft.draft_version,
        "change": str(uuid7()),
    }
    first = post(desk, draft, "lines", body)
    second = post(desk, draft, "lines", body)

    draft.refresh_from_db()
    assert (first.status_code, second.status_code) == (200, 200)
    assert f'data-version="{draft.draft_version}"' in second.text
    assert draft.draft_version == body["version"] + 1


def test_a_line_is_removed(desk, draft):
    post(desk, draft, f"lines/{draft.draft_lines.get().pk}/remove")

    assert slugs_in(draft) == []


def test_a_line_that_was_removed_elsewhere_is_not_found(desk, draft):
    line = draft.draft_lines.get()
    line.delete()

    assert post(desk, draft, f"lines/{line.pk}", dose_of(line)).status_code == 404


def test_a_line_is_not_reached_through_another_program(client, draft):
    other = drafted(patient=screened(doctor=draft.doctor))
    client.force_login(draft.doctor.user)

    answer = post(client, other, f"lines/{draft.draft_lines.get().pk}/remove")

    assert answer.status_code == 404
    assert slugs_in(draft) == [LYING]


def test_the_order_is_saved(desk, patient):
    draft = drafted(LYING, SITTING, patient=patient)
    first, second = reading.draft_lines(draft)

    post(desk, draft, "order", {"line": [str(second.pk), "nonsense", str(first.pk)]})

    assert slugs_in(draft) == [SITTING, LYING]


def test_the_terms_are_saved_and_their_mistakes_told(desk, draft):
    fine = {"starts_on": "2026-12-01", "review_on": "2026-12-15", "pain_policy": "monitored"}
    post(desk, draft, "terms", fine | {"note": "Breathe."})
    refused = post(desk, draft, "terms", fine | {"review_on": "2026-11-01"})

    draft.refresh_from_db()
    assert (str(draft.review_on), draft.pain_policy, draft.note) == (
        "2026-12-15",
        "monitored",
        "Breathe.",
    )
    assert refused.status_code == 422
    assert "The review comes after the start." in words_of(refused)


def test_a_refused_prescription_says_what_is_missing_and_keeps_the_words(desk, patient):
    draft = ProgramFactory(patient=patient)

    response = post(desk, draft, "prescribe", {"why": "We begin gently."})

    assert response.status_code == 422
    assert "Add at least one exercise." in words_of(response)
    assert "We begin gently." in response.text
    assert not Revision.objects.exists()


def test_a_prescription_leads_to_the_record_with_a_message(desk, draft):
    response = post(desk, draft, "prescribe", {"why": "We begin gently."})

    assert response.headers["HX-Redirect"] == f"/desk/patients/{draft.patient_id}/"
    assert [str(m) for m in get_messages(response.wsgi_request)] == ["Prescribed."]
    assert Revision.objects.get().why == "We begin gently."


def test_a_prescription_sent_again_leads_to_the_record_and_publishes_nothing(desk, draft):
    body = {"why": "Gently.", "version": draft.draft_version, "change": str(uuid7())}

    answers = [post(desk, draft, "prescribe", body) for _ in range(2)]

    assert [answer.headers["HX-Redirect"] for answer in answers] == [
        f"/desk/patients/{draft.patient_id}/"
    ] * 2
    assert Revision.objects.count() == 1


def test_a_new_exercise_for_a_patient_at_home_is_marked_locked_until_taught(desk, patient):
    draft = drafted(LYING, SITTING, patient=patient)
    prescribed(LYING, program=draft)
    Program.objects.filter(pk=draft.pk).update(status="home", released_at=timezone.now())

    page = words_of(desk.get(page_of(draft)))
    response = post(desk, draft, "prescribe", {"why": "Now we sit too."}, change="")

    assert page.count("Locked until you sign it off") == 1
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "Prescribed. 1 new exercise stays locked until you sign it off."
    ]


def test_a_paused_program_says_so_in_the_builder(desk, patient):
    program = ProgramFactory(patient=patient, suspended=True)

    assert "Paused: the patient cannot start a session" in words_of(desk.get(page_of(program)))


def test_an_ended_program_takes_no_more_changes(desk, draft):
    Program.objects.filter(pk=draft.pk).update(status="ended")

    assert post(desk, draft, "lines", {"exercise": SITTING}).status_code == 404


@pytest.mark.parametrize(
    "path", ["lines", "order", "terms", "prescribe", "release", "suspend", "end"]
)
def test_a_doctor_of_another_clinic_changes_nothing(client, draft, path):
    client.force_login(DoctorFactory().user)
    before = Program.objects.values().get(pk=draft.pk)

    response = post(client, draft, path, {"exercise": SITTING, "why": "Mine."})

    assert response.status_code == 404
    assert Program.objects.values().get(pk=draft.pk) == before
    assert slugs_in(draft) == [LYING]


def test_the_builder_asks_the_database_as_often_with_30_lines_as_with_one(client, library_of):
    slugs = library_of(30)

    def queries_with(lines: int) -> tuple[int, int]:
        draft = drafted(*slugs[:lines])
        client.force_login(draft.doctor.user)
        with CaptureQueriesContext(connection) as page:
            client.get(page_of(draft))
        with CaptureQueriesContext(connection) as save:
            post(client, draft, "terms", {"pain_policy": "strict"})
        return len(page), len(save)

    assert queries_with(1) == queries_with(3) == queries_with(30)
