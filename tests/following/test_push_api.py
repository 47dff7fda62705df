"""A phone that asks to be reminded: as often as it likes, and for its own patient alone."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from following.models import PushSubscription
from following.reminders.pushing import public_key
from people.models import Patient
from tests.factories import PatientFactory
from tests.following.push_service import Phone, PushService

pytestmark = pytest.mark.django_db

PUSH, TRY = reverse("api:push"), reverse("api:push_try")


def told(phone: Phone, **more: str) -> dict[str, Any]:
    """What a browser says of its subscription."""
    one = phone.device
    keys = {"p256dh": one.p256dh, "auth": one.auth}
    return {"endpoint": one.endpoint, "expirationTime": None, "keys": keys, **more}


def ask(patient: Patient, method: str, address: str = PUSH, **body: Any) -> Any:
    client = Client()
    client.force_login(patient.user)
    return getattr(client, method)(address, data=body, content_type="application/json")


def devices_of(patient: Patient) -> list[str]:
    return list(PushSubscription.objects.filter(patient=patient).values_list("endpoint", flat=True))


def test_a_phone_is_told_the_key_and_subscribed_once_however_often_it_asks(service):
    patient, phone = PatientFactory(), Phone(service)
    for _ in range(2):
        assert ask(patient, "post", **told(phone)).json() == {"endpoint": phone.device.endpoint}

    answer = ask(patient, "get").json()
    assert (answer["key"], answer["endpoints"]) == (public_key(), [phone.device.endpoint])
    for _ in range(2):
        assert ask(patient, "delete", endpoint=phone.device.endpoint).status_code == 200
    assert devices_of(patient) == []


def test_a_token_from_the_answer_is_what_a_worker_sends_back(service):
    patient, client = PatientFactory(), Client(enforce_csrf_checks=True)
    client.force_login(patient.user)
    body = {"data": told(Phone(service)), "content_type": "application/json"}
    without = client.post(PUSH, **body)
    token = client.get(PUSH).json()["token"]

    assert (without.status_code, devices_of(patient)) == (403, [])
    assert client.post(PUSH, **body, headers={"X-CSRFToken": token}).status_code == 200


def test_a_phone_that_changes_hands_reminds_the_new_person_alone(service):
    old, new, phone = PatientFactory(), PatientFactory(), Phone(service)
    ask(old, "post", **told(phone))
    ask(new, "post", **told(phone))

    assert (devices_of(old), devices_of(new)) == ([], [phone.device.endpoint])
    ask(old, "delete", endpoint=phone.device.endpoint)
    assert ask(old, "post", TRY, endpoint=phone.device.endpoint).status_code == 404
    assert (devices_of(new), service.received) == ([phone.device.endpoint], [])


def test_a_renewed_subscription_takes_the_place_of_ones_own_and_of_nobody_elses(service):
    mine, yours, phone, renewed = PatientFactory(), PatientFactory(), Phone(service), Phone(service)
    ask(mine, "post", **told(phone))
    stolen = ask(yours, "post", **told(renewed, replaces=phone.device.endpoint))

    assert (stolen.status_code, devices_of(yours)) == (404, [])
    ask(mine, "post", **told(renewed, replaces=phone.device.endpoint))
    assert devices_of(mine) == [renewed.device.endpoint]


def test_the_oldest_of_too_many_devices_gives_way(service):
    patient, phones = PatientFactory(), [Phone(service) for _ in range(6)]
    for phone in phones:
        ask(patient, "post", **told(phone))
        PushSubscription.objects.filter(endpoint=phone.device.endpoint).update(
            made_at=f"2026-11-0{phones.index(phone) + 1}T08:00Z"
        )

    assert sorted(devices_of(patient)) == sorted(one.device.endpoint for one in phones[1:])


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://10.0.0.8/a"},
        {"endpoint": ""},
        {"keys": {"p256dh": "AAAA", "auth": "AAAA"}},
        {"keys": "none"},
        {"keys": {}},
    ],
)
def test_what_no_browser_says_is_refused(service, wrong):
    patient = PatientFactory()

    assert ask(patient, "post", **told(Phone(service)) | wrong).status_code == 400
    assert devices_of(patient) == []


def test_a_trial_reaches_the_phone_and_is_not_sent_without_end(service: PushService):
    cache.clear()
    patient, phone = PatientFactory(), Phone(service)
    phone.belongs_to(patient)
    answers = [ask(patient, "post", TRY, endpoint=phone.device.endpoint) for _ in range(7)]

    assert [one.status_code for one in answers] == [200] * 6 + [429]
    assert answers[0].json() == {"outcome": "sent"}
    assert phone.read(service.received[0][1])["title"] == "Reminders reach this phone"
    assert len(service.received) == 6


def test_a_trial_that_finds_the_phone_gone_forgets_it(service):
    cache.clear()
    patient, phone = PatientFactory(), Phone(service)
    phone.belongs_to(patient)
    service.answers = 410

    answer = ask(patient, "post", TRY, endpoint=phone.device.endpoint)

    assert (answer.json(), devices_of(patient)) == ({"outcome": "gone"}, [])
