"""How the clinic works: changed by its administrators, read by its other doctors."""

from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from people.models import Clinic, ClosedDay
from tests.factories import ClinicFactory, DoctorFactory
from tests.words import words_of

PAGE, CHANGE = reverse("people:clinic"), reverse("people:clinic_change")
CLOSE = reverse("people:close_days")
VISTULA = {
    "name": " Vistula   Clinic ",
    "phone": "+48 22 555 01 00",
    "emergency_number": "999",
    "email": "desk@example.org",
    "time_zone": "Europe/Berlin",
    "day_ends_at": "16:30",
    "working_days": ["6", "0", "3"],
    "on_call": "",
}


@pytest.fixture
def administrator(doctor):
    doctor.is_administrator = True
    doctor.save(update_fields=["is_administrator"])
    return doctor


@pytest.fixture
def day():
    """The clinic's 22 November; still the 21st for the server."""
    with time_machine.travel("2026-11-21T23:30:00Z", tick=False):
        yield


def closed(clinic: Clinic) -> list[tuple[date, str]]:
    return list(ClosedDay.objects.filter(clinic=clinic).values_list("day", "name"))


def test_an_administrator_changes_how_the_clinic_works(desk, administrator):
    colleague = DoctorFactory(clinic=administrator.clinic)

    desk.post(CHANGE, VISTULA | {"on_call": str(colleague.pk)})

    clinic = Clinic.objects.get(pk=administrator.clinic_id)
    assert (clinic.name, clinic.emergency_number, clinic.email) == (
        "Vistula Clinic",
        "999",
        "desk@example.org",
    )
    assert (clinic.time_zone, clinic.day_ends_at) == ("Europe/Berlin", time(16, 30))
    assert (sorted(clinic.working_days), clinic.on_call) == ([0, 3, 6], colleague)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("name", "  ", "This field is required."),
        ("emergency_number", "help", "Write a number to call, such as 112."),
        ("emergency_number", "", "This field is required."),
        ("email", "desk@", "Enter a valid email address."),
        ("time_zone", "Mars/Base", "Select a valid choice."),
        ("day_ends_at", "25:00", "Enter a valid time."),
        ("working_days", [], "Choose at least one day."),
        ("working_days", ["7"], "Select a valid choice."),
        ("on_call", "nobody", "is not a valid UUID"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(desk, administrator, field, typed, words):
    answer = desk.post(CHANGE, VISTULA | {field: typed})

    assert list(answer.context["form"].errors) == [field]
    assert words in words_of(answer)
    assert Clinic.objects.get(pk=administrator.clinic_id).email == ""


def test_a_doctor_of_another_clinic_or_one_who_left_does_not_take_alerts(desk, administrator):
    strangers = [DoctorFactory(), DoctorFactory(clinic=administrator.clinic, is_active=False)]

    answers = [desk.post(CHANGE, VISTULA | {"on_call": str(one.pk)}) for one in strangers]

    assert [list(one.context["form"].errors) for one in answers] == [["on_call"], ["on_call"]]


def test_other_doctors_read_it_and_change_nothing(desk, doctor):
    page = desk.get(PAGE)
    refused = [desk.post(CHANGE, VISTULA), desk.post(CLOSE, {"first": "2099-12-24"})]

    assert all(field.disabled for field in page.context["form"].fields.values())
    assert "An administrator of the clinic can change it." in words_of(page)
    assert [one.status_code for one in refused] == [404, 404]
    assert closed(doctor.clinic) == []


def test_a_doctor_of_two_clinics_changes_the_one_that_the_address_names(desk, administrator):
    second = DoctorFactory(user=administrator.user, is_administrator=True)

    desk.post(f"{CHANGE}?clinic={second.clinic_id}", VISTULA)

    names = Clinic.objects.filter(name="Vistula Clinic")
    assert list(names) == [second.clinic]


@pytest.mark.parametrize("wanted", ["another", "0", "%00"])
def test_a_clinic_of_others_is_not_found(desk, administrator, wanted):
    asked = DoctorFactory().clinic_id if wanted == "another" else wanted

    answers = [desk.get(f"{PAGE}?clinic={asked}"), desk.post(f"{CHANGE}?clinic={asked}", VISTULA)]

    assert [one.status_code for one in answers] == [404, 404]


def test_a_holiday_of_several_days_closes_each(desk, administrator, day):
    desk.post(CLOSE, {"first": "2026-12-24", "last": "2026-12-26", "name": "Christmas"})
    desk.post(CLOSE, {"first": "2026-12-26", "name": "Saint Stephen"})

    assert closed(administrator.clinic) == [
        (date(2026, 12, 24), "Christmas"),
        (date(2026, 12, 25), "Christmas"),
        (date(2026, 12, 26), "Saint Stephen"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2026-11-21", "", ["first"]),  # yesterday in the clinic's own time
        ("2026-12-24", "2026-12-23", ["last"]),
        ("2026-12-24", "2027-02-23", ["last"]),  # 61 days
        ("soon", "", ["first"]),
        ("", "", ["first"]),
    ],
)
def test_days_that_cannot_be_closed_are_refused(desk, administrator, day, first, last, wrong):
    answer = desk.post(CLOSE, {"first": first, "last": last})

    assert list(answer.context["closure"].errors) == wrong
    assert closed(administrator.clinic) == []


def test_today_can_be_closed_and_so_can_sixty_days(desk, administrator, day):
    desk.post(CLOSE, {"first": "2026-11-22", "last": "2027-01-21"})

    assert len(closed(administrator.clinic)) == 61


def test_a_closed_day_is_opened_again(desk, administrator):
    one = ClosedDay.objects.create(clinic=administrator.clinic, day=date(2099, 12, 24))

    desk.post(reverse("people:reopen_day", args=[one.pk]))

    assert closed(administrator.clinic) == []


def test_a_closed_day_of_another_clinic_is_not_found(desk, administrator):
    one = ClosedDay.objects.create(clinic=ClinicFactory(), day=date(2099, 12, 24))

    answer = desk.post(reverse("people:reopen_day", args=[one.pk]))

    assert (answer.status_code, len(closed(one.clinic))) == (404, 1)
