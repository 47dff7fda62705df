"""The account of a patient, who came in without a password and may set one later."""

import pytest
from django.urls import reverse

from tests.factories import PatientFactory
from tests.following.pages import get, words

pytestmark = pytest.mark.django_db

ACCOUNT = reverse("following:account")


def test_who_came_by_invitation_is_offered_an_address_and_a_password(client):
    page = get(client, PatientFactory(), ACCOUNT)

    assert "Do not lose your way in" in words(page)
    assert f'href="{reverse("account_email")}"' in page.text
    assert f'href="{reverse("account_set_password")}"' in page.text


def test_who_has_both_is_offered_to_change_them(client):
    patient = PatientFactory(user__email="anna@example.org")
    patient.user.set_password("a long password of Anna's")
    patient.user.save()

    page = get(client, patient, ACCOUNT)

    assert "Do not lose your way in" not in words(page)
    assert "E-mail address anna@example.org" in words(page)
    assert f'href="{reverse("account_change_password")}"' in page.text


def test_signing_out_asks_for_nothing_more_than_a_tap(client):
    page = get(client, PatientFactory(), ACCOUNT)
    client.post(reverse("account_logout"))

    assert f'action="{reverse("account_logout")}"' in page.text
    assert "_auth_user_id" not in client.session
