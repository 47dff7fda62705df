"""The morning after a session: due once, judged by the published rules, and carried out."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from following import days
from following.models import MorningCheck
from following.mornings import Morning
from following.services.mornings import answer_morning
from following.signals import session_recorded
from monitoring.models import Alert
from people.ids import uuid7
from people.models import Patient
from programs.models import Program, RedFlagCheck, Revision
from programs.services import screening
from programs.stop_rules import Decision
from tests.factories import MorningCheckFactory, SessionFactory
from tests.following.phone import at_home

pytestmark = pytest.mark.django_db

#: A Monday, 8:00 in Warsaw.
MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
YESTERDAY = MORNING - timedelta(days=1)
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday_morning():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def revision() -> Revision:
    return at_home()


@pytest.fixture
def patient(revision) -> Patient:
    return revision.program.patient


def exercised(revision: Revision, at: datetime = YESTERDAY, **fields: Any) -> None:
    SessionFactory(revision=revision, started_at=at, **fields)


def answer(patient: Patient, at: datetime = MORNING, **answers: Any) -> Decision | None:
    told = {"back": 0, "leg": 0, "sleep_disturbed": False, "red_flags": ()} | answers
    return answer_morning(patient=patient, check_id=uuid7(), morning=Morning(**told), at=at)


def reason(decision: Decision | None) -> str | None:
    return decision.reason if decision else None


def is_due(patient: Patient, at: datetime = MORNING) -> bool:
    return days.read(patient, at=at).is_morning_due


def status_of(patient: Patient) -> str:
    return Program.objects.get(patient=patient).status


@pytest.mark.parametrize("status", ["done", "stopped"])
def test_it_is_due_on_the_day_after_a_session(revision, patient, status):
    exercised(revision, status=status)

    assert is_due(patient)


@pytest.mark.parametrize("status", ["running", "refused"])
def test_it_is_not_due_after_a_session_that_was_not_done(revision, patient, status):
    exercised(revision, status=status)

    assert not is_due(patient)


@pytest.mark.parametrize("ago", [0, 2, 7])
def test_it_is_not_due_without_a_session_on_the_day_before(revision, patient, ago):
    exercised(revision, MORNING - ago * A_DAY)

    assert not is_due(patient)


def test_it_is_due_once_a_day(revision, patient):
    exercised(revision)
    answer(patient)

    assert not is_due(patient)


@pytest.mark.parametrize("status", ["supervised", "suspended", "ended"])
def test_it_is_due_only_while_the_program_is_at_home(revision, patient, status):
    exercised(revision)
    Program.objects.update(status=status, suspended_at=MORNING, suspended_because="ill")

    assert not is_due(patient)
    assert answer(patient) is None


def test_it_is_not_due_after_a_session_of_an_earlier_program(revision, patient):
    exercised(revision)
    Program.objects.update(status="ended")
    at_home_again = SessionFactory(revision__program__patient=patient, started_at=MORNING).program

    assert at_home_again.status == Program.Status.HOME
    assert not is_due(patient)


def test_past_midnight_it_is_due_after_the_session_of_the_evening(revision, patient):
    exercised(revision, datetime(2026, 11, 23, 22, 30, tzinfo=UTC))

    assert not is_due(patient, at=datetime(2026, 11, 23, 22, 59, tzinfo=UTC))
    assert is_due(patient, at=datetime(2026, 11, 23, 23, 1, tzinfo=UTC))


@pytest.mark.parametrize("sunday", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_on_which_the_clock_changes_is_one_day(revision, patient, sunday):
    midnight = datetime.combine(sunday, time(), ZoneInfo(patient.time_zone))
    exercised(revision, midnight - timedelta(minutes=30))

    moments = [timedelta(minutes=-1), timedelta(), timedelta(hours=23, minutes=59), A_DAY]

    assert [is_due(patient, at=midnight + after) for after in moments] == [False, True, True, False]


def test_in_another_zone_the_day_is_the_patients_own(revision, patient):
    exercised(revision, local_date=date(2026, 11, 22))
    Patient.objects.update(time_zone="Pacific/Auckland")
    patient.refresh_from_db()

    # In Auckland it is Monday evening, and the day after at noon in Warsaw.
    assert is_due(patient, at=MORNING)
    assert not is_due(patient, at=MORNING + timedelta(hours=5))


def moved_to(patient: Patient, zone: str) -> None:
    patient.time_zone = zone
    patient.save(update_fields=["time_zone"])


def test_a_day_that_the_date_line_gives_twice_has_one_morning(revision, patient):
    moved_to(patient, "Pacific/Auckland")
    tuesday = datetime(2026, 11, 23, 19, tzinfo=UTC)
    exercised(revision, tuesday - timedelta(hours=10))
    first = answer(patient, at=tuesday)
    moved_to(patient, "Pacific/Honolulu")
    again = tuesday + timedelta(hours=22)

    # It is Tuesday morning once more: the worse answer changes nothing.
    assert not is_due(patient, at=again)
    assert answer(patient, at=again, back=3) == first
    assert MorningCheck.objects.get().local_date == date(2026, 11, 24)


def test_a_day_that_the_date_line_leaves_out_asks_about_no_morning(revision, patient):
    moved_to(patient, "Pacific/Honolulu")
    monday_evening = datetime(2026, 11, 24, 5, tzinfo=UTC)
    exercised(revision, monday_evening)
    moved_to(patient, "Pacific/Auckland")

    # It is Wednesday morning: of Tuesday there was nothing.
    assert not is_due(patient, at=monday_evening + timedelta(hours=14))


def test_the_morning_after_the_leap_day_asks_about_it(revision, patient):
    exercised(revision, datetime(2028, 2, 29, 11, tzinfo=UTC))

    assert is_due(patient, at=datetime(2028, 3, 1, 7, tzinfo=UTC))


@pytest.mark.parametrize(
    "ahead",
    [timedelta(hours=h) for h in (3, -3, 48, -48)] + [datetime(1970, 1, 1, tzinfo=UTC) - MORNING],
)
def test_a_wrong_clock_moves_no_morning_to_another_day(client, revision, patient, ahead):
    exercised(revision)
    client.force_login(patient.user)
    shown = (MORNING + ahead).isoformat()
    told = {"happened_at": shown, "sent_at": shown, "back": 0, "leg": 0, "sleep_disturbed": False}

    address = reverse("api:morning", args=[uuid7()])
    client.put(address, told, content_type="application/json")

    check = MorningCheck.objects.get()
    assert (check.local_date, check.happened_at) == (MORNING.date(), MORNING)


def test_back_at_the_level_before_keeps_the_dose(revision, patient):
    exercised(revision, back_before=3, leg_before=2)

    assert reason(answer(patient, back=4, leg=2, places=("calf_right",))) == "morning_same"


@pytest.mark.parametrize("worse", [{"back": 5}, {"leg": 3, "places": ("calf_right",)}])
def test_two_points_above_asks_for_less_next_time(revision, patient, worse):
    exercised(revision, back_before=3, leg_before=1)

    assert reason(answer(patient, **{"back": 3, "leg": 1, "places": ("calf_right",)} | worse)) == (
        "morning_worse"
    )
    assert status_of(patient) == Program.Status.HOME


def test_a_disturbed_night_asks_for_less_next_time(revision, patient):
    exercised(revision)

    assert reason(answer(patient, sleep_disturbed=True)) == "morning_worse"


def test_the_level_before_is_that_before_the_first_session_of_the_day(revision, patient):
    exercised(revision, YESTERDAY + timedelta(hours=8), slot=1, back_before=4)
    exercised(revision, YESTERDAY, slot=2, back_before=1)

    assert reason(answer(patient, back=3)) == "morning_worse"


def test_twice_running_pauses_the_plan_and_tells_the_doctor(revision, patient):
    exercised(revision)
    answer(patient, sleep_disturbed=True)
    # Two days without a check do not break the row.
    exercised(revision, MORNING + 2 * A_DAY)

    decision = answer(patient, at=MORNING + 3 * A_DAY, back=2)

    assert reason(decision) == "morning_worse_again"
    assert status_of(patient) == Program.Status.SUSPENDED
    assert Program.objects.get().suspended_because == "morning_worse_again"


@pytest.mark.parametrize("between", ["morning_same", "morning_worse_again", "morning_spread"])
def test_a_good_morning_or_one_that_the_doctor_has_dealt_with_ends_the_row(
    revision, patient, between
):
    MorningCheckFactory(revision=revision, worse=True, happened_at=MORNING - 2 * A_DAY)
    MorningCheckFactory(revision=revision, reason=between, happened_at=YESTERDAY)
    exercised(revision)

    assert reason(answer(patient, sleep_disturbed=True)) == "morning_worse"


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ([], ["foot_right"], "morning_spread"),
        ([], ["calf_right"], "morning_same"),
        (["thigh_back_right"], ["calf_right"], "morning_spread"),
        (["calf_right"], ["thigh_back_right"], "morning_same"),
        (["calf_right"], [], "morning_spread"),
    ],
)
def test_leg_pain_lower_down_than_before_pauses_the_plan(revision, patient, before, now, expected):
    """The record has the pain down to the calf; a place that was not told counts as the worse."""
    exercised(revision, leg_before=1, places=before)

    assert reason(answer(patient, leg=1, places=tuple(now))) == expected


def test_without_leg_pain_nothing_has_spread(revision, patient):
    exercised(revision)

    assert reason(answer(patient, back=1)) == "morning_same"


def test_a_place_further_down_the_leg_counts_though_the_leg_is_said_not_to_hurt(revision, patient):
    exercised(revision, places=["low_back_right"])

    assert reason(answer(patient, back=3, places=("calf_right",))) == "morning_spread"


def test_a_red_flag_locks_the_plan_and_is_kept(revision, patient):
    exercised(revision)

    decision = answer(patient, back=1, red_flags=("bladder",))

    assert reason(decision) == "red_flag"
    assert status_of(patient) == Program.Status.SUSPENDED
    assert RedFlagCheck.objects.get().flags == ["bladder"]


def test_a_red_flag_counts_though_the_morning_was_answered_on_another_phone(revision, patient):
    exercised(revision)
    answer(patient)

    answer(patient, back=1, red_flags=("bladder",))

    assert MorningCheck.objects.get().back == 0
    assert status_of(patient) == Program.Status.SUSPENDED


def test_a_red_flag_counts_though_there_was_nothing_to_ask(revision, patient):
    assert answer(patient, back=1, red_flags=("bladder",)) is None
    assert status_of(patient) == Program.Status.SUSPENDED


def test_what_was_told_is_kept_with_what_it_was_judged_by(revision, patient):
    exercised(revision, back_before=1, leg_before=2)
    answer(patient, back=1, leg=2, places=("calf_right",))

    kept = MorningCheck.objects.get()

    assert (kept.local_date, kept.time_zone) == (date(2026, 11, 23), "Europe/Warsaw")
    assert (kept.revision, kept.outcome, kept.rule) == (
        revision,
        "continue",
        "no-worse-in-the-morning",
    )
    assert kept.finding == {
        "red_flag": False,
        "back": 1,
        "leg": 2,
        "back_before": 1,
        "leg_before": 2,
        "sleep_disturbed": False,
        "moved": "same",
        "worse_mornings_before": 0,
    }


def test_an_answer_that_is_sent_twice_is_judged_once(revision, patient):
    exercised(revision)
    morning = Morning(back=2, leg=0, sleep_disturbed=False, red_flags=("foot_drop",))
    check = uuid7()

    decisions = {
        answer_morning(patient=patient, check_id=check, morning=morning, at=MORNING)
        for _ in range(2)
    }

    assert len(decisions) == 1
    assert RedFlagCheck.objects.count() == MorningCheck.objects.count() == 1


def sent(patient: Patient, check_id: UUID | None = None) -> Any:
    """The answer to a phone that tells of a morning with a red flag."""
    client = Client()
    client.force_login(patient.user)
    told = {"back": 1, "leg": 0, "sleep_disturbed": False, "red_flags": ["bladder"]}
    body = told | {"happened_at": MORNING.isoformat()}
    address = reverse("api:morning", args=[check_id or uuid7()])
    return client.put(address, body, content_type="application/json")


def told_on(patient: Patient, check_id: UUID) -> Any:
    """The answer to a phone that tells of the red flag of a refused morning by itself."""
    client = Client()
    client.force_login(patient.user)
    body = {"id": str(check_id), "flags": ["bladder"]}
    return client.post(reverse("api:red_flags"), body, content_type="application/json")


def kept_of(patient: Patient) -> tuple[list[UUID], list[str]]:
    """The checks of red flags, and why the doctor was alerted."""
    checks = RedFlagCheck.objects.filter(patient=patient).values_list("pk", flat=True)
    alerts = Alert.objects.filter(patient=patient).values_list("reason", flat=True)
    return list(checks), list(alerts)


def test_a_refused_morning_with_a_red_flag_is_told_once_however_often_it_is_sent(patient):
    check = uuid7()

    answers = [sent(patient, check) for _again in range(3)]

    refused = [(answer.status_code, answer.json()["refused"]) for answer in answers]
    assert refused == [(409, [str(check)])] * 3
    assert told_on(patient, check).json() == {"kept": [str(check)]}
    assert kept_of(patient) == ([check], ["red_flag"])


@pytest.mark.parametrize("is_due", [True, False])
def test_a_refused_morning_sent_again_pauses_no_plan_that_the_doctor_has_opened_since(
    revision, patient, is_due
):
    if is_due:
        exercised(revision)
    check = uuid7()
    Program.objects.update(status="suspended", suspended_because="ill", suspended_at=MORNING)
    sent(patient, check)
    screening.check_red_flags(patient=patient, by=patient.doctor.user, flags=[])
    Program.objects.update(status="home", suspended_because="", suspended_at=None)

    assert sent(patient, check).status_code == 409
    assert status_of(patient) == Program.Status.HOME
    assert RedFlagCheck.objects.filter(pk=check).count() == Alert.objects.count() == 1


def test_a_red_flag_of_a_morning_answered_on_another_phone_is_told_once(revision, patient):
    exercised(revision)
    answer(patient, red_flags=None)
    check = uuid7()

    kept = [sent(patient, check).json()["kept"] for _again in range(2)]

    assert kept == [[str(check)]] * 2
    assert kept_of(patient) == ([check], ["red_flag"])


def test_a_red_flag_of_a_morning_that_is_due_is_told_once(revision, patient):
    exercised(revision)
    check = uuid7()

    reasons = [sent(patient, check).json()["decision"]["reason"] for _again in range(2)]

    assert reasons == ["red_flag"] * 2
    assert MorningCheck.objects.get().pk == check
    assert kept_of(patient) == ([check], ["red_flag"])


def test_a_red_flag_under_the_id_of_another_patients_is_nobodys(patient):
    other = at_home().program.patient
    taken = uuid7()
    told_on(other, taken)

    refused = sent(patient, taken)

    assert (refused.status_code, refused.json()["refused"]) == (404, [str(taken)])
    assert kept_of(patient) == ([], [])
    assert kept_of(other) == ([taken], ["red_flag"])


def test_a_second_answer_of_the_day_changes_nothing(revision, patient):
    exercised(revision)
    answer(patient)

    assert reason(answer(patient, sleep_disturbed=True)) == "morning_same"
    assert MorningCheck.objects.get().sleep_disturbed is False


def test_an_id_that_is_another_patients_is_nobodys(revision, patient):
    taken = MorningCheckFactory().pk
    exercised(revision)
    morning = Morning(back=0, leg=0, sleep_disturbed=False)

    with pytest.raises(MorningCheck.DoesNotExist):
        answer_morning(patient=patient, check_id=taken, morning=morning, at=MORNING)


def test_the_rest_of_the_house_hears_of_it(revision, patient):
    exercised(revision)
    heard: list[dict[str, Any]] = []

    def hear(**news: Any) -> None:
        heard.append(news)

    session_recorded.connect(hear)
    answer(patient, sleep_disturbed=True)
    session_recorded.disconnect(hear)

    news = heard[-1]
    assert (news["session"], news["stop"], news["morning"]) == (
        None,
        None,
        MorningCheck.objects.get(),
    )
    assert news["decision"].reason == "morning_worse"
