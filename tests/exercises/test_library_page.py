import re

import pytest
from django.urls import reverse

from tests.exercises.conftest import ALL
from tests.factories import PatientFactory

HUG, PLANE, ARMS = "double-knee-to-chest", "superman", "seated-rotation-arms-out"
HTMX = {"HX-Request": "true"}


def shown(response) -> list[str]:
    return re.findall(r'class="exercise-card__link" href="/library/([\w-]+)/"', response.text)


def test_a_doctor_sees_every_exercise_in_the_order_of_the_source(desk, library):
    response = desk.get("/library/?page=4")

    assert shown(response)[:2] == [HUG, "curl-up-arms-crossed"]
    assert sorted(shown(response)) == ALL
    assert f"{len(ALL)} exercises" in response.text


@pytest.mark.parametrize("path", ["/library/", f"/library/{HUG}/"])
def test_a_stranger_is_asked_to_sign_in(client, library, path):
    assert client.get(path).headers["Location"] == f"{reverse('account_login')}?next={path}"


@pytest.mark.parametrize("path", ["/library/", f"/library/{HUG}/"])
def test_a_patient_does_not_learn_that_there_is_a_library(client, library, path):
    client.force_login(PatientFactory().user)

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/library/", f"/library/{HUG}/"])
def test_the_library_is_only_read(desk, library, path):
    assert desk.post(path).status_code == 405


def test_the_address_holds_the_search_and_the_filters(desk, library):
    response = desk.get("/library/?q=turn&position=SIT&load=2")

    assert shown(response) == ["seated-rotation-hands-behind-head", ARMS]
    assert re.search(r'name="q"\s+value="(.*)"', response.text)[1] == "turn"
    assert '<option value="SIT" selected>Sitting</option>' in response.text


def test_searching_answers_the_results_alone_and_the_new_address(desk, library):
    response = desk.get("/library/?q=arms+out&position=&goal=", headers=HTMX)

    assert shown(response) == [ARMS]
    assert "<html" not in response.text
    assert response.headers["HX-Replace-Url"] == "/library/?q=arms+out"
    assert "HX-Request" in response.headers["Vary"]


def test_going_back_answers_the_whole_page(desk, library):
    response = desk.get("/library/", headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert "<html" in response.text


def test_a_search_without_a_find_says_what_to_do(desk, library):
    response = desk.get("/library/?q=zzz")

    assert shown(response) == []
    assert "No exercise fits" in response.text
    assert "Show all exercises" in response.text


def test_an_empty_library_says_so(desk, folder):
    response = desk.get("/library/")

    assert "The library is empty" in response.text


def test_what_a_doctor_types_is_shown_as_text(desk, library):
    response = desk.get("/library/?q=%22%3E%3Cscript%3E")

    assert "<script>" not in response.text.replace('<script type="module"', "")
    assert 'value="&quot;&gt;&lt;script&gt;"' in response.text


def test_a_retired_exercise_leaves_the_library(desk, folder):
    folder.add(HUG, PLANE)
    folder.load()
    folder.remove(PLANE)
    folder.load()

    assert shown(desk.get("/library/")) == [HUG]
    assert desk.get(f"/library/{PLANE}/").status_code == 404


def test_equipment_that_not_every_home_has_is_flagged(desk, folder):
    folder.add(HUG, ARMS)
    folder.change(HUG, 'equipment = ["M"]', 'equipment = ["M", "T"]')
    folder.load()

    assert re.findall(r"Needs:\s+(\w+)", desk.get("/library/").text) == ["Strap"]


def test_the_first_page_says_where_more_is_and_more_goes_on_from_there(desk, many):
    here = {**HTMX, "HX-Current-URL": "https://testserver/library/?load=4"}
    first = desk.get("/library/?load=4")
    more = desk.get("/library/?load=4&page=2", headers=here)

    assert (len(shown(first)), len(shown(more))) == (20, 10)
    assert not set(shown(first)) & set(shown(more))
    assert re.findall(r'hx-get="([^"]+)"', first.text)[-1] == "?load=4&amp;page=2"
    assert "Show more" not in more.text
    assert more.headers["HX-Replace-Url"] == "/library/?load=4&page=2"


def test_an_address_that_says_how_far_one_had_come_shows_all_up_to_there(desk, many):
    response = desk.get("/library/?page=2")

    assert len(shown(response)) == len(set(shown(response))) == 30


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "%00"])
def test_a_page_that_there_is_not_is_no_error(desk, library, page):
    assert shown(desk.get(f"/library/?page={page}"))[:20] == shown(desk.get("/library/"))


def test_another_filter_is_a_step_that_the_browser_can_go_back_from(desk, library):
    here = {**HTMX, "HX-Current-URL": "https://testserver/library/?q=turn"}

    answer = desk.get("/library/?q=turn&position=SIT", headers=here)

    assert answer.headers["HX-Push-Url"] == "/library/?q=turn&position=SIT"
    assert "HX-Replace-Url" not in answer.headers


def test_more_exercises_do_not_mean_more_queries(desk, folder, django_assert_num_queries):
    for number in (1, 3):
        folder.add(*ALL[:number])
        folder.load()
        assert_queries(desk, number, ALL[0].split("-")[0], django_assert_num_queries)


def test_thirty_exercises_take_the_same_queries(desk, many, django_assert_num_queries):
    assert_queries(desk, 30, "squat", django_assert_num_queries)


def assert_queries(desk, number: int, word: str, django_assert_num_queries) -> None:
    with django_assert_num_queries(6):  # session, user, posts, how many, the cards, alerts
        assert len(shown(desk.get("/library/"))) == min(number, 20)
    with django_assert_num_queries(8):  # and how rare the word is, and the best fit
        assert shown(desk.get(f"/library/?q={word}"))


def test_an_address_that_is_none_is_no_step_to_go_back_to(desk, library):
    here = {**HTMX, "HX-Current-URL": "http://[library"}

    response = desk.get("/library/?load=2", headers=here)

    assert response.headers["HX-Push-Url"] == "/library/?load=2"
