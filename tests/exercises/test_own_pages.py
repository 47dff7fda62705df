import re

import pytest

from exercises.drawing import edition
from exercises.forms import ROWS
from exercises.models import Exercise
from exercises.services import own
from tests.factories import DoctorFactory, exercise, filmed_exercise, own_exercise
from tests.pictures import photo
from tests.words import words_of

pytestmark = pytest.mark.django_db
HUG = "double-knee-to-chest"


@pytest.fixture
def draft(doctor):
    return own_exercise(doctor.doctors[0], published=False)


def fields_of(one: Exercise, **changes: object) -> dict[str, object]:
    """What the browser sends when the form shows this exercise."""
    content = one.current.content
    rows = {f"{name}_{n}": text for name in ROWS for n, text in enumerate(content[name])}
    synonyms = "\n".join(content["synonyms"])
    sent = {**content, **content["dose"], **rows, "synonyms": synonyms, **changes}
    ticks = {name for name in ("standing_gate", "prevention_only", "everyday") if not sent[name]}
    unsent = {"source_order", "easier", "harder", "dose", "media", "figure", *ROWS, *ticks}
    return {name: value for name, value in sent.items() if name not in unsent}


def words_beside(response, field: str) -> str:
    """What the page says is wrong with a field."""
    part = re.search(rf'id="id_{field}_error".*?</ul>', response.text, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part.split(">", 1)[1]).split())


def test_an_exercise_from_scratch_begins_as_a_draft_and_goes_on_to_its_picture(desk, draft):
    names = "towel, rolled\nknee pull"
    sent = fields_of(draft, name="Towel hug", synonyms=names, target="Psoas", repetitions=7)

    response = desk.post("/library/new/", sent)

    made = Exercise.objects.get(name="Towel hug")
    assert response.headers["Location"] == f"/library/{made.slug}/edit/"
    assert (made.status, made.clinic, made.current.figure) == ("draft", draft.clinic, None)
    told = {"steps", "stop_if", "contraindications", "why", "load", "tags"}
    content = made.current.content
    assert {name: content[name] for name in told} == {
        name: draft.current.content[name] for name in told
    }
    assert content["dose"] == {**draft.current.content["dose"], "repetitions": 7}
    assert content["synonyms"] == ["towel, rolled", "knee pull"]
    assert content["target"] == "Psoas"


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": ""}, "name", "Write a few words here."),
        ({"steps_2": " "}, "steps_2", "Write a few words here."),
        ({"tags": []}, "tags", "Choose at least one."),
        ({"sets": "eleven"}, "sets", "Write a whole number."),
        ({"sets": 11}, "sets", "Ensure this value is less than or equal to 10."),
        ({"tempo": "fast"}, "tempo", "Write three numbers of seconds, such as 3-1-3."),
        ({"tempo": "\u0663-1-3"}, "tempo", "Write three numbers of seconds, such as 3-1-3."),
        ({"tempo": "0-3-0"}, "tempo", "The tempo must give some time to move out or back."),
        ({"position": "STA"}, "standing_gate", "A standing exercise waits until pain is gone."),
        ({"prevention_only": "on"}, "phases", "For prevention only: choose that phase alone."),
        ({"synonyms": "a\nknee hug"}, "synonyms", "Each name has 3 to 80 letters."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    desk, draft, changes, field, words
):
    sent = fields_of(draft, **{"why": "It feels good to rest.", **changes})

    response = desk.post(f"/library/{draft.slug}/edit/", sent)

    assert response.status_code == 422
    assert words_beside(response, field) == words
    assert "It feels good to rest." in words_of(response)
    assert draft.versions.count() == 1


def test_a_save_from_an_older_tab_is_refused_in_words_and_nothing_is_lost(desk, draft):
    page = desk.get(f"/library/{draft.slug}/edit/")
    seen = page.context["form"]["seen"].value()
    desk.post(f"/library/{draft.slug}/edit/", fields_of(draft, seen=seen, load=2))

    response = desk.post(
        f"/library/{draft.slug}/edit/", fields_of(draft, seen=seen, why="It calms the leg.")
    )

    assert f'value="{seen}"' in page.text
    assert response.status_code == 422
    assert "It has been changed since you opened it." in words_of(response)
    assert "It calms the leg." in words_of(response)
    assert Exercise.objects.get(pk=draft.pk).load == 2


@pytest.mark.parametrize("walk", ["walking-easy", "walking-progressive"])
def test_a_variant_of_a_walk_keeps_its_time(desk, library, walk):
    desk.post(f"/library/{walk}/variant/")
    variant = Exercise.objects.get(variant_of__slug=walk)

    response = desk.post(f"/library/{variant.slug}/edit/", fields_of(variant, hold=1800))

    variant.refresh_from_db()
    assert response.status_code == 302
    assert variant.default_dosage.hold == 1800


def test_what_was_retired_in_another_tab_is_not_said_to_be_published(desk, draft):
    own.retire(exercise=draft, by=draft.author)

    response = desk.post(f"/library/{draft.slug}/publish/", follow=True)

    assert "It has been retired. Bring it back first." in words_of(response)


def test_a_saved_change_is_what_the_exercise_page_shows(desk, draft):
    sent = fields_of(draft, name="Knee hug on a bed", steps_0="Bend both knees slowly.")

    response = desk.post(f"/library/{draft.slug}/edit/", sent, follow=True)

    page = words_of(response)
    assert response.redirect_chain == [(f"/library/{draft.slug}/", 302)]
    assert "Knee hug on a bed" in page
    assert "Bend both knees slowly." in page
    assert "Made by Elena Orlova · version 2" in page


def test_a_variant_is_made_from_the_exercise_page(desk, library, doctor):
    response = desk.post(f"/library/{HUG}/variant/", follow=True)

    variant = Exercise.objects.get(variant_of__slug=HUG)
    assert response.redirect_chain == [(f"/library/{variant.slug}/edit/", 302)]
    assert variant.clinic == doctor.clinics[0]
    assert "Double knee-to-chest, our variant" in words_of(response)


def test_a_doctor_of_two_clinics_says_for_which_it_is(desk, library, doctor):
    second = DoctorFactory(user=doctor).clinic

    desk.post(f"/library/{HUG}/variant/", {"clinic": second.pk})

    assert Exercise.objects.get(variant_of__slug=HUG).clinic == second


def test_a_variant_of_another_clinics_exercise_stays_in_that_clinic(desk, draft, doctor):
    elsewhere = DoctorFactory(user=doctor).clinic
    del doctor.doctors

    desk.post(f"/library/{draft.slug}/variant/", {"clinic": elsewhere.pk})

    assert draft.variants.get().clinic == draft.clinic


def test_a_dropped_warning_asks_for_a_reason_which_the_page_then_shows(desk, draft):
    sent = fields_of(draft, contraindications=["FI", "SX", "PS", "HP"])

    refused = desk.post(f"/library/{draft.slug}/edit/", sent)

    assert refused.status_code == 422
    assert words_beside(refused, "loosened_because") == (
        "The original warns of more: Osteoporosis: avoid loaded bending and twisting of the "
        "spine. Write why yours need not."
    )
    assert draft.versions.count() == 1
    saved = desk.post(
        f"/library/{draft.slug}/edit/", sent | {"loosened_because": "On a soft bed."}, follow=True
    )
    assert "Less careful than the original On a soft bed." in words_of(saved)


def test_an_exercise_is_published_retired_and_brought_back(desk, draft):
    said = [
        words_of(desk.post(f"/library/{draft.slug}/{step}/", follow=True))
        for step in ("publish", "retire", "bring-back")
    ]

    assert ["Our own Published" in said[0], "Our own Retired" in said[1]] == [True, True]
    assert "Our own Draft" in said[2]
    assert Exercise.objects.get(pk=draft.pk).status == "draft"


def test_without_a_picture_it_is_not_published_and_the_page_says_why(desk, draft):
    own.set_figure(exercise=draft, figure=None, by=draft.author)

    page = words_of(desk.post(f"/library/{draft.slug}/publish/", follow=True))

    assert "Choose a figure or add a photo first: the patient imitates it." in page
    assert "No picture yet" in page
    assert Exercise.objects.get(pk=draft.pk).status == "draft"


def test_the_shared_library_is_not_edited(desk, library):
    for step in ("edit", "publish", "retire", "bring-back", "figure", "media"):
        assert desk.post(f"/library/{HUG}/{step}/").status_code == 404

    assert Exercise.objects.get(slug=HUG).status == "published"


def shown(response) -> set[str]:
    return set(re.findall(r'class="exercise-card__link" href="/library/([\w-]+)/"', response.text))


def test_the_library_shows_our_own_beside_the_shared_ones_and_alone_when_asked(desk, doctor, draft):
    retired = own_exercise(doctor.doctors[0], original="superman")
    own.retire(exercise=retired, by=doctor)
    theirs = own_exercise()

    pages = (desk.get(f"/library/?page=4&whose={whose}") for whose in ("", "ours", "retired"))
    whole, ours, gone = pages

    assert {draft.slug, HUG} <= shown(whole)
    assert not {retired.slug, theirs.slug} & shown(whole)
    assert (shown(ours), shown(gone)) == ({draft.slug}, {retired.slug})
    assert "Our own Draft" in words_of(ours)


def test_more_own_exercises_do_not_mean_more_queries(desk, doctor, django_assert_num_queries):
    filmed_exercise(doctor.doctors[0])
    for number in (1, 3):
        with django_assert_num_queries(6):
            assert len(shown(desk.get("/library/?whose=ours"))) == number
        for _again in range(2):
            filmed_exercise(doctor.doctors[0])


def test_the_edit_page_takes_the_same_queries_however_many_pictures(
    desk, doctor, django_assert_num_queries
):
    one, _photo = filmed_exercise(doctor.doctors[0])
    three, _photo = filmed_exercise(doctor.doctors[0], photo(), photo(), photo())

    for edited in (one, three):
        with django_assert_num_queries(6):
            desk.get(f"/library/{edited.slug}/edit/")


def test_the_figure_of_an_own_exercise_is_the_librarys_for_its_clinic_alone(desk, client, draft):
    address = f"/library/{draft.slug}/figure.svg"

    answer = desk.get(f"{address}?side=left")

    assert answer.headers["Location"].startswith(f"/library/{HUG}/figure.svg?side=left&v=")
    client.force_login(DoctorFactory().user)
    assert client.get(address).status_code == 404
    client.logout()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["version=1", "slug=superman", "v=2", "x=1"])
def test_an_address_that_asks_for_what_no_figure_knows_still_finds_it(desk, draft, query):
    answer = desk.get(f"/library/{draft.slug}/figure.svg?{query}")

    assert answer.headers["Location"].startswith(f"/library/{HUG}/figure.svg?")
    assert answer.headers["Location"].endswith(f"v={edition()}")


def test_the_neighbours_on_the_ladder_are_the_originals(desk, doctor, library):
    arms = own_exercise(doctor.doctors[0], original="seated-rotation-arms-out")

    page = desk.get(f"/library/{arms.slug}/").text

    ladder = re.search(r'class="exercise__ladder".*?</section>', page, re.DOTALL)[0]
    assert re.findall(r'exercise-card__link" href="([^"]+)"', ladder) == [
        exercise("seated-rotation-hands-behind-head").get_absolute_url()
    ]
