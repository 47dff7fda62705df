"""The clinic's own numbers of the rules: within their ranges, and none is ever lost."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from programs import reading
from programs.forms.clinic_rules import NUMBERS
from programs.models import ClinicRules
from programs.thresholds import DEFAULTS, RANGES
from tests.factories import DoctorFactory
from tests.words import words_of

pytestmark = pytest.mark.django_db

PAGE, CHANGE = reverse("programs:clinic_rules"), reverse("programs:clinic_rules_change")


@pytest.fixture
def administrator():
    return DoctorFactory(is_administrator=True, user__name="Elena Orlova")


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator.user)
    return client


def numbers(**changed: object) -> dict[str, object]:
    return asdict(DEFAULTS) | changed


def test_every_number_is_asked_for_once_beside_its_default(desk):
    page = desk.get(PAGE)

    assert sorted(page.context["form"].fields) == sorted(NUMBERS) == sorted(asdict(DEFAULTS))
    assert "Default 60 %. From 20 to 90." in words_of(page)


@pytest.mark.parametrize("name", RANGES)
def test_a_number_is_kept_within_its_range(desk, administrator, name):
    least, most = RANGES[name]
    answers = [desk.post(CHANGE, numbers(**{name: wrong})) for wrong in (least - 1, most + 1, "x")]

    assert [list(one.context["form"].errors) for one in answers] == [[name]] * 3
    assert not ClinicRules.objects.exists()


@pytest.mark.parametrize("end", [0, 1])
def test_the_ends_of_every_range_are_taken(desk, administrator, end):
    extreme = {name: limits[end] for name, limits in RANGES.items()}
    extreme |= {"reminder_after_days": 7 + end, "release_again_after_days": 8 + 20 * end}

    desk.post(CHANGE, extreme)

    assert asdict(reading.thresholds_of(administrator.clinic_id)) == extreme


def test_the_reminder_comes_before_the_pause(desk):
    answer = desk.post(CHANGE, numbers(reminder_after_days=14, release_again_after_days=14))

    assert list(answer.context["form"].errors) == ["release_again_after_days"]


def test_every_change_is_kept_with_who_and_what(desk, administrator):
    desk.post(CHANGE, numbers(next_session_percent=50))
    desk.post(CHANGE, numbers(next_session_percent=50, severe_pain=6))

    page = desk.get(PAGE)

    assert [
        (one.rules.recorded_by, [str(words) for words in one.words])
        for one in page.context["history"]
    ] == [
        (administrator.user, ["The program pauses from pain of: 7 → 6 of 10"]),
        (administrator.user, ["After a worse morning, the next session is done at: 60 → 50 %"]),
    ]


def test_saving_what_is_already_so_keeps_no_row(desk):
    desk.post(CHANGE, numbers())

    assert not ClinicRules.objects.exists()


def test_one_clinics_numbers_are_not_anothers(desk, administrator):
    desk.post(CHANGE, numbers(severe_pain=6))

    assert reading.thresholds_of(DoctorFactory().clinic_id) == DEFAULTS


def test_a_doctor_who_is_no_administrator_reads_the_numbers(client, administrator):
    client.force_login(DoctorFactory(clinic=administrator.clinic).user)

    page = client.get(PAGE)

    assert all(field.disabled for field in page.context["form"].fields.values())
    assert client.post(CHANGE, numbers(severe_pain=6)).status_code == 404


def test_an_administrator_elsewhere_changes_nothing_here(client, administrator):
    client.force_login(DoctorFactory(is_administrator=True).user)

    address = f"{CHANGE}?clinic={administrator.clinic_id}"

    assert client.post(address, numbers(severe_pain=6)).status_code == 404
    assert not ClinicRules.objects.exists()
