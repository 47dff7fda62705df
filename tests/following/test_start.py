"""The way in: link or code, birth year, rules, place, and then today."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from following.models import Acknowledgement
from following.safety_rules import PLACE, WORDING
from following.views.start import CONFIRMED, SECRET
from people.models import Invitation, User
from people.services import Issued, find_invitation, invite, revoke_invitation
from tests.factories import DoctorFactory, PatientFactory

pytestmark = pytest.mark.django_db

BIRTH_YEAR = reverse("following:start_birth_year")
RULES = reverse("following:start_rules")
READY = reverse("following:start_ready")
TODAY = reverse("following:today")
ALL_TICKED = dict.fromkeys((*PLACE, "rules"), "on")
CLOSED = "This invitation does not open"


@pytest.fixture
def issued() -> Issued:
    patient = PatientFactory(user=None, birth_year=1978)
    return invite(patient=patient, by=patient.doctor.user)


def open_link(client: Client, issued: Issued) -> None:
    client.get(reverse("following:start_token", args=[issued.token]))


def confirm(client: Client, issued: Issued) -> None:
    open_link(client, issued)
    client.post(BIRTH_YEAR, {"birth_year": "1978"})


def test_the_link_takes_the_token_out_of_the_address(client, issued):
    response = client.get(reverse("following:start_token", args=[issued.token]))

    assert response.status_code == 302
    assert response.url == BIRTH_YEAR
    assert "In which year were you born?" in client.get(BIRTH_YEAR).text


def test_the_whole_way_ends_at_today_signed_in_without_a_password(client, issued):
    confirm(client, issued)
    response = client.post(READY, ALL_TICKED)

    assert response.url == TODAY
    user = User.objects.get(pk=client.session["_auth_user_id"])
    assert (user.enrolment, user.has_usable_password(), user.email) == (
        issued.invitation.patient,
        False,
        None,
    )
    assert client.get(TODAY).status_code == 200


@pytest.mark.parametrize("spell", [str, str.lower, lambda code: f" {code[:4]}-{code[4:]} "])
def test_a_code_opens_however_it_is_written(client, issued, spell):
    response = client.post(reverse("following:start"), {"code": spell(issued.code)})

    assert response.url == BIRTH_YEAR
    assert "In which year were you born?" in client.get(BIRTH_YEAR).text


def test_a_link_pasted_in_place_of_the_code_opens_too(client, issued):
    link = f"https://clinic.example/start/{issued.token}/"

    response = client.post(reverse("following:start"), {"code": link})

    assert response.url == BIRTH_YEAR
    assert "In which year were you born?" in client.get(BIRTH_YEAR).text


@pytest.mark.parametrize("code", ["", "K7PM", "K7PM 4XWD 2", "????????"])
def test_what_cannot_be_a_code_is_answered_beside_the_field(client, code):
    response = client.post(reverse("following:start"), {"code": code})

    assert response.status_code == 200
    assert len(response.context["form"].errors["code"]) == 1


def _main(response: HttpResponse) -> str:
    """The page without its head, which has a token of its own each time."""
    return response.text.partition("<main")[2]


def used(issued: Issued) -> None:
    Invitation.objects.filter(pk=issued.invitation.pk).update(accepted_at=timezone.now())


def revoked(issued: Issued) -> None:
    revoke_invitation(patient=issued.invitation.patient)


def expired(issued: Issued) -> None:
    past = timezone.now() - timedelta(seconds=1)
    Invitation.objects.filter(pk=issued.invitation.pk).update(expires_at=past)


def superseded(issued: Issued) -> None:
    invite(patient=issued.invitation.patient, by=issued.invitation.invited_by)


@pytest.mark.parametrize("spoil", [used, revoked, expired, superseded])
def test_an_invitation_that_is_over_gets_the_answer_of_one_that_never_was(client, issued, spoil):
    spoil(issued)
    open_link(client, issued)
    over = client.get(BIRTH_YEAR)
    client.get(reverse("following:start_token", args=["x" * 43]))
    unknown = client.get(BIRTH_YEAR)

    assert (over.status_code, unknown.status_code) == (404, 404)
    assert _main(over) == _main(unknown)
    assert CLOSED in _main(over)


@pytest.mark.parametrize("address", [BIRTH_YEAR, RULES, READY])
def test_no_step_opens_without_an_invitation(client, address):
    response = client.get(address)

    assert response.status_code == 404
    assert CLOSED in response.text


@pytest.mark.parametrize("address", [RULES, READY])
def test_no_step_after_the_birth_year_opens_before_it(client, issued, address):
    open_link(client, issued)

    assert client.get(address).url == BIRTH_YEAR


def test_the_birth_year_confirmed_for_one_invitation_is_asked_again_for_another(client, issued):
    confirm(client, issued)
    other = PatientFactory(user=None, birth_year=1950)
    open_link(client, invite(patient=other, by=other.doctor.user))

    assert client.get(READY).url == BIRTH_YEAR


def test_another_birth_year_is_answered_in_words_and_may_be_tried_again(client, issued):
    open_link(client, issued)
    wrong = client.post(BIRTH_YEAR, {"birth_year": "1977"})

    assert "Your doctor wrote down another year." in wrong.text
    assert client.post(BIRTH_YEAR, {"birth_year": "1978"}).url == RULES


@pytest.mark.parametrize("typed", ["", "78", "nineteen", "99999", "-1978"])
def test_what_is_no_year_is_not_counted_as_a_try(client, issued, typed):
    open_link(client, issued)
    response = client.post(BIRTH_YEAR, {"birth_year": typed})

    assert len(response.context["form"].errors["birth_year"]) == 1
    assert Invitation.objects.get().wrong_answers == 0


def test_the_fifth_wrong_birth_year_closes_the_invitation(client, issued):
    open_link(client, issued)
    for _ in range(5):
        client.post(BIRTH_YEAR, {"birth_year": "1977"})
    response = client.post(BIRTH_YEAR, {"birth_year": "1978"})

    assert response.status_code == 404
    assert CLOSED in response.text


def test_an_invitation_lets_in_once(client, issued):
    second = Client()
    for browser in (client, second):
        confirm(browser, issued)
    client.post(READY, ALL_TICKED)
    response = second.post(READY, ALL_TICKED)

    assert response.status_code == 404
    assert "_auth_user_id" not in second.session
    assert User.objects.filter(patient__isnull=False).count() == 1


@pytest.mark.usefixtures("transactional_db")
def test_two_requests_at_once_let_in_once(issued):
    browsers = [Client(), Client()]
    for browser in browsers:
        confirm(browser, issued)
    answers = []

    def go(browser: Client) -> None:
        answers.append(browser.post(READY, ALL_TICKED).status_code)
        connections.close_all()

    threads = [Thread(target=go, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [302, 404]


def test_a_second_tap_on_the_last_button_meets_no_refusal(client, issued):
    confirm(client, issued)
    client.post(READY, ALL_TICKED)

    assert client.post(READY, ALL_TICKED).url == reverse("home")


def test_who_was_signed_in_before_is_not_any_more(client, issued):
    doctor = DoctorFactory().user
    client.force_login(doctor)
    confirm(client, issued)
    client.post(READY, ALL_TICKED)

    assert client.session["_auth_user_id"] != str(doctor.pk)


def test_a_patient_who_lost_the_phone_comes_back_as_the_same_person(client):
    patient = PatientFactory(birth_year=1978)
    confirm(client, invite(patient=patient, by=patient.doctor.user))
    client.post(READY, ALL_TICKED)

    assert client.session["_auth_user_id"] == str(patient.user.pk)


def test_too_many_tries_from_one_address_are_asked_to_wait(client):
    answers = [
        client.post(reverse("following:start"), {"code": "K7PM4XWD"}).status_code for _ in range(31)
    ]

    assert answers == [302] * 30 + [429]


def test_the_secrets_leave_the_session_once_the_patient_is_in(client, issued):
    confirm(client, issued)
    client.post(READY, ALL_TICKED)

    assert {SECRET, CONFIRMED}.isdisjoint(client.session.keys())


@pytest.mark.parametrize("missing", [*PLACE, "rules"])
def test_requirement_12_each_thing_of_the_checklist_is_ticked_before_the_first_session(
    client, issued, missing
):
    confirm(client, issued)
    response = client.post(READY, {key: "on" for key in ALL_TICKED if key != missing})

    assert list(response.context["form"].errors) == [missing]
    assert find_invitation(token=issued.token, at=timezone.now()) == issued.invitation


def test_requirement_12_the_checklist_is_floor_mat_chair_and_clothes_and_nothing_else(
    client, issued
):
    confirm(client, issued)

    assert list(client.get(READY).context["form"].fields) == [
        "floor",
        "mat",
        "chair",
        "clothes",
        "rules",
    ]


def test_requirement_1_the_goals_are_shown_before_the_first_session(client, issued):
    confirm(client, issued)
    page = client.get(RULES).text

    for goal in ("Less pain.", "A stronger trunk", "moves more freely", "Better blood flow."):
        assert goal in page


@pytest.mark.parametrize(
    "words",
    [
        "stop that exercise at once",
        "slow and smooth",
        "as far as is comfortable, without pain or sudden movement",
        "Never do more.",
        "Do not exercise with a fever or an illness.",
        "<strong>999</strong>",
    ],
)
def test_the_safety_rules_say_what_keeps_the_patient_safe(client, issued, words):
    clinic = issued.invitation.clinic
    clinic.emergency_number = "999"
    clinic.save(update_fields=["emergency_number"])
    confirm(client, issued)

    assert words in client.get(RULES).text


def test_requirement_2_the_acknowledgement_is_kept_with_wording_and_language(client, issued):
    confirm(client, issued)
    before = timezone.now()
    client.post(READY, ALL_TICKED)

    kept = Acknowledgement.objects.get()
    assert (kept.patient, kept.wording, kept.language) == (
        issued.invitation.patient,
        WORDING,
        "en",
    )
    assert before - timedelta(minutes=1) < kept.acknowledged_at
