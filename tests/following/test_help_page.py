"""Get help: whom to call, and what follows when a warning sign is reported."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Alert
from people.models import Patient
from programs.models import NewCondition, Program, RedFlagCheck
from programs.safety import RED_FLAGS
from programs.services import screening
from tests.factories import (
    AcknowledgementFactory,
    ClinicFactory,
    DoctorFactory,
    PatientFactory,
    ProgramFactory,
    prescribed,
)
from tests.following.pages import filled, get, words

pytestmark = pytest.mark.django_db

HELP = reverse("following:help")
ANSWER = reverse("following:help_answer")


@pytest.fixture
def patient() -> Patient:
    clinic = ClinicFactory(emergency_number="999", phone="020 7946 0000")
    return AcknowledgementFactory(patient__doctor=DoctorFactory(clinic=clinic)).patient


@pytest.fixture
def home(patient) -> Program:
    program = ProgramFactory(patient=patient, at_home=True)
    prescribed(program=program)
    return program


def report(client, patient: Patient, *flags: str) -> str:
    """What is read after these signs were sent."""
    client.force_login(patient.user)
    response = client.post(HELP, {"flags": flags}, follow=True)
    assert response.redirect_chain == [(ANSWER, 302)]
    return words(response)


def test_the_emergency_number_and_the_clinic_are_one_touch_away(client, patient):
    page = get(client, patient, HELP)

    assert 'href="tel:999"' in page.text
    assert 'href="tel:02079460000"' in page.text


def test_every_warning_sign_is_asked(client, patient):
    page = words(get(client, patient, HELP))

    assert [flag.code for flag in RED_FLAGS if str(flag.wording) not in page] == []


def test_a_man_is_not_asked_about_pregnancy(client):
    man = PatientFactory(sex="male")

    page = get(client, man, HELP)

    assert "pregnancy_warning" not in page.text
    assert page.text.count('type="checkbox"') == len(RED_FLAGS) - 1


NOW, TODAY, SOON = Alert.Urgency.NOW, Alert.Urgency.SAME_DAY, Alert.Urgency.WORKING_DAY
EMERGENCY, SAME_DAY = ("Call 999 now", NOW), ("See a doctor today", TODAY)

#: The table of clinical rules 3, row by row.
ACTIONS = {
    "saddle_numbness": EMERGENCY,
    "bladder": EMERGENCY,
    "bowels": EMERGENCY,
    "sexual_function": EMERGENCY,
    "both_legs_or_weakness": EMERGENCY,
    "accident_chest_or_collapse": EMERGENCY,
    "leg_and_breathless": EMERGENCY,
    "pregnancy_warning": ("Call your maternity unit now", NOW),
    "foot_drop": SAME_DAY,
    "fever_with_back_pain": SAME_DAY,
    "fall_with_fragile_bones": SAME_DAY,
    "swollen_or_cold_leg": SAME_DAY,
    "cancer_or_weight_or_night": ("Talk to your doctor soon", SOON),
}


def test_every_red_flag_has_its_row():
    assert set(ACTIONS) == {flag.code for flag in RED_FLAGS}


@pytest.mark.parametrize(
    ("flag", "said", "urgency"), [(flag, *action) for flag, action in ACTIONS.items()]
)
def test_requirement_18_a_sign_locks_the_sessions_tells_the_doctor_and_says_what_to_do(
    client, patient, home, flag, said, urgency
):
    page = report(client, patient, flag)

    home.refresh_from_db()
    alert = Alert.objects.get()
    assert said in page
    assert "Your exercises are paused. Dr Elena Orlova has been told." in page
    assert (home.status, home.suspended_because) == ("suspended", "red_flag")
    assert (alert.owner, alert.urgency, alert.reason) == (patient.doctor, urgency, "red_flag")
    assert "Your plan is paused" in words(client.get(reverse("following:today")))


def test_the_most_urgent_of_several_signs_decides(client, patient, home):
    assert "Call 999 now" in report(client, patient, "foot_drop", "bowels")


def test_no_sign_is_thanked_for_and_kept_and_locks_nothing(client, patient, home):
    page = report(client, patient)

    home.refresh_from_db()
    assert "Thank you" in page
    assert (RedFlagCheck.objects.get().flags, home.status) == ([], "home")
    assert Alert.objects.count() == 0


def test_the_answers_are_kept_as_the_patients_own(client, patient):
    report(client, patient, "bladder", "bowels")

    check = RedFlagCheck.objects.get()
    assert (check.patient, check.recorded_by, check.flags) == (
        patient,
        patient.user,
        ["bladder", "bowels"],
    )


def test_without_a_program_the_answer_does_not_speak_of_exercises(client, patient):
    page = report(client, patient, "bladder")

    assert "Call 999 now" in page
    assert "Your exercises are paused." not in page


def test_an_unknown_sign_is_refused_beside_the_question(client, patient, home):
    client.force_login(patient.user)
    response = client.post(HELP, {"flags": "hiccups"})

    assert len(response.context["form"].errors["flags"]) == 1
    assert RedFlagCheck.objects.count() == 0


def released(patient: Patient) -> None:
    screening.check_red_flags(patient=patient, by=patient.doctor.user, flags=[])
    Program.objects.update(status="home", suspended_at=None, suspended_because="")
    Alert.objects.update(
        resolved_at=timezone.now(), resolved_by=patient.doctor.user, resolution="Seen."
    )


def own_flags(patient: Patient) -> list[list[str]]:
    checks = RedFlagCheck.objects.filter(recorded_by=patient.user).order_by("recorded_at")
    return list(checks.values_list("flags", flat=True))


def test_a_form_that_is_sent_twice_is_told_once_and_answered_alike(client, patient, home):
    form = filled(get(client, patient, HELP), flags=["bladder"])

    first, again = (client.post(HELP, form, follow=True) for _again in range(2))

    assert words(first) == words(again)
    assert own_flags(patient) == [["bladder"]]
    assert Alert.objects.get().reason == "red_flag"


def test_a_form_that_is_sent_again_pauses_no_plan_that_the_doctor_has_opened_since(
    client, patient, home
):
    form = filled(get(client, patient, HELP), flags=["bladder"])
    client.post(HELP, form)
    released(patient)

    assert client.post(HELP, form).url == ANSWER
    home.refresh_from_db()
    assert (home.status, Alert.objects.open().count()) == ("home", 0)


def test_another_sign_in_a_form_that_was_sent_is_told_too(client, patient, home):
    form = filled(get(client, patient, HELP), flags=[])
    client.post(HELP, form)
    client.post(HELP, form | {"flags": ["bowels"]})

    assert own_flags(patient) == [[], ["bowels"]]
    assert Alert.objects.get().evidence["flags"] == ["bowels"]


def test_the_same_sign_in_the_same_form_on_another_day_is_told_anew(client, patient, home):
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        form = filled(get(client, patient, HELP), flags=["bladder"])
        client.post(HELP, form)
        released(patient)
    get(client, patient, HELP)
    client.post(HELP, form)

    home.refresh_from_db()
    assert home.suspended_because == "red_flag"
    assert Alert.objects.open().count() == 1


@pytest.mark.parametrize("form_id", ["", "one", "0" * 40])
def test_no_sign_is_refused_for_the_id_of_its_form(client, patient, home, form_id):
    client.force_login(patient.user)

    assert client.post(HELP, {"flags": ["bladder"], "form_id": form_id}).url == ANSWER
    assert own_flags(patient) == [["bladder"]]


def test_a_form_of_another_patient_is_told_as_ones_own(client, patient, home):
    form = filled(get(client, PatientFactory(), HELP), flags=["bladder"])
    client.post(HELP, form)
    client.force_login(patient.user)

    assert client.post(HELP, form).url == ANSWER
    assert own_flags(patient) == [["bladder"]]


def test_each_page_has_a_form_of_its_own(client, patient):
    forms = {filled(get(client, patient, HELP))["form_id"] for _again in range(2)}

    assert len(forms) == 2


def test_there_is_no_answer_before_the_question(client, patient):
    assert get(client, patient, ANSWER).url == HELP


def test_another_patient_does_not_see_the_answer(client, patient):
    report(client, patient, "bladder")

    assert get(client, PatientFactory(), ANSWER).url == HELP


NEWS = reverse("following:help_news")


def test_what_is_new_pauses_the_plan_and_tells_the_doctor(client, patient, home):
    client.force_login(patient.user)
    response = client.post(NEWS, {"kinds": ["pregnancy"], "note": "Week 6"}, follow=True)

    home.refresh_from_db()
    alert, kept = Alert.objects.get(), NewCondition.objects.get()
    assert (home.status, home.suspended_because) == ("suspended", "new_condition")
    assert (alert.reason, alert.urgency) == ("new_condition", SOON)
    assert (kept.kinds, kept.note, kept.recorded_by) == (["pregnancy"], "Week 6", patient.user)
    assert "Your plan is paused" in words(response)


def test_news_without_a_tick_is_asked_again_and_loses_no_word(client, patient, home):
    client.force_login(patient.user)
    response = client.post(NEWS, {"note": "Something"})

    assert "Tick what is new, or go back." in words(response)
    assert "Something</textarea>" in response.text
    assert NewCondition.objects.count() == 0
