import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring import services
from monitoring.models import Alert
from people.ids import uuid7
from tests import factories

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def alert() -> Alert:
    return services.raise_alert(
        patient=factories.PatientFactory(),
        urgency=Alert.Urgency.WORKING_DAY,
        reason="ill",
        source=uuid7(),
        evidence={},
        at=timezone.now(),
    )


@pytest.fixture
def doctor(client, alert):
    client.force_login(alert.owner.user)
    return alert.owner


def url(name: str, alert: Alert) -> str:
    return reverse(f"monitoring:{name}", args=[alert.pk])


def test_resolving_takes_it_off_the_worklist_with_the_note(client, doctor, alert):
    answer = client.post(url("alert_resolve", alert), {"note": "Called."}, headers=HTMX)

    alert.refresh_from_db()
    assert answer.headers["HX-Refresh"] == "true"
    assert (alert.resolution, alert.resolved_by) == ("Called.", doctor.user)


def test_resolving_without_a_note_says_what_is_missing_in_the_dialog(client, doctor, alert):
    answer = client.post(url("alert_resolve", alert), {"note": ""}, headers=HTMX)

    alert.refresh_from_db()
    assert "Write what you did, so that your colleagues know." in answer.text
    assert alert.resolved_at is None


def test_the_dialog_is_a_page_where_there_is_no_script(client, doctor, alert):
    page = client.get(url("alert_resolve", alert)).text
    dialog = client.get(url("alert_resolve", alert), headers=HTMX).text

    assert ("<html" in page, "<dialog" in page) == (True, False)
    assert ("<html" in dialog, "<dialog" in dialog) == (False, True)


def test_resolving_what_a_colleague_has_resolved_is_refused_in_words(client, doctor, alert):
    services.resolve(alert=alert, by=doctor.user, note="Called.", at=timezone.now())

    client.post(url("alert_resolve", alert), {"note": "Again."})

    page = client.get(reverse("monitoring:worklist")).text
    assert "A colleague has already resolved this." in page


def test_later_marks_it_as_seen(client, doctor, alert):
    answer = client.post(url("alert_later", alert))

    alert.refresh_from_db()
    assert answer.url == reverse("monitoring:worklist")
    assert alert.acknowledged_at is not None


def test_handing_over_gives_it_to_a_colleague_of_the_clinic(client, doctor, alert):
    colleague = factories.DoctorFactory(clinic=alert.clinic)

    client.post(url("alert_hand_over", alert), {"to": colleague.pk})

    alert.refresh_from_db()
    assert alert.owner == colleague


def test_handing_over_to_another_clinic_is_refused(client, doctor, alert):
    stranger = factories.DoctorFactory()

    client.post(url("alert_hand_over", alert), {"to": stranger.pk}, headers=HTMX)

    alert.refresh_from_db()
    assert alert.owner == doctor


@pytest.mark.parametrize("name", ["alert_resolve", "alert_later", "alert_hand_over"])
def test_an_alert_of_another_clinic_is_not_found(client, alert, name):
    for user in (factories.DoctorFactory().user, alert.patient.user):
        client.force_login(user)

        assert client.post(url(name, alert), {"note": "Called."}).status_code == 404

    alert.refresh_from_db()
    assert (alert.resolved_at, alert.acknowledged_at) == (None, None)


@pytest.mark.parametrize("name", ["alert_later", "alert_hand_over"])
def test_reading_changes_nothing(client, doctor, alert, name):
    assert client.get(url(name, alert)).status_code == 405
