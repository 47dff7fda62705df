import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django.asserts import assertInHTML, assertTemplateUsed

from tests.factories import DoctorFactory, PatientFactory, UserFactory

pytestmark = pytest.mark.django_db

BEFORE_SIGNING_IN = {
    "account_login": "Sign in",
    "account_signup": "Accounts are by invitation",
    "account_reset_password": "Password Reset",
    "account_reset_password_done": "Password Reset",
    "account_reset_password_from_key_done": "Change Password",
    "account_email_verification_sent": "Verify Your Email Address",
    "account_inactive": "Account Inactive",
}
SIGNED_IN = {
    "account_email": "Email Addresses",
    "account_change_password": "Change Password",
    "account_logout": "Sign Out",
    "account_reauthenticate": "Confirm Access",
}


@pytest.mark.parametrize(("name", "heading"), BEFORE_SIGNING_IN.items())
def test_each_page_before_signing_in_wears_the_plain_shell(client, name, heading):
    page = client.get(reverse(name))

    assert page.text.count('data-shell="plain"') == 1
    assertInHTML(f"<h1>{heading}</h1>", page.text, count=1)
    assertTemplateUsed(page, "base.html")


@pytest.mark.parametrize(("name", "heading"), SIGNED_IN.items())
def test_each_account_page_of_a_doctor_wears_the_desk(client, name, heading):
    doctor = DoctorFactory(user__password=make_password("spine-and-leg"))
    client.force_login(doctor.user)

    page = client.get(reverse(name))

    assert page.text.count('data-shell="desk"') == 1
    assertInHTML(f"<h1>{heading}</h1>", page.text, count=1)


def test_a_patient_who_came_by_invitation_sets_a_first_password(client):
    client.force_login(UserFactory(password=make_password(None)))

    page = client.get(reverse("account_change_password"), follow=True)

    assertInHTML("<h1>Set Password</h1>", page.text, count=1)


def test_each_e_mail_address_is_a_choice_with_its_state_in_words(client):
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email="two@demo.example")
    client.force_login(user)

    page = client.get(reverse("account_email")).text

    assert page.count('type="radio"') == 2
    assertInHTML('<span class="chip chip--teal">Verified</span>', page, count=1)
    assertInHTML('<span class="chip chip--amber">Unverified</span>', page, count=1)


def test_a_refused_sign_in_is_told_in_words_above_the_fields(client):
    answer = client.post(reverse("account_login"), {"login": "who@demo.example", "password": "no"})

    assertInHTML(
        "<p>The email address and/or password you specified are not correct.</p>",
        answer.text,
        count=1,
    )


def test_a_used_reset_link_is_explained_and_offers_a_new_one(client):
    page = client.get(reverse("account_reset_password_from_key", args=["1", "used-up"]))

    assertInHTML("<h1>The link no longer works</h1>", page.text, count=1)
    assert page.text.count(f'href="{reverse("account_reset_password")}"') == 1


def test_sign_in_leads_invited_patients_to_their_code(client):
    page = client.get(reverse("account_login"))

    assert page.text.count(f'href="{reverse("following:start")}"') == 1


def test_a_patient_has_four_tabs_and_knows_which_one_is_open(client):
    client.force_login(PatientFactory(user=UserFactory()).user)

    page = client.get(reverse("following:help")).text

    assert page.count('class="tabs__link') == 4
    assert page.count('aria-current="page"') == 1
    assert page.count('aria-current="true"') == 0


def test_an_address_that_leads_nowhere_is_answered_kindly(client):
    page = client.get("/nowhere/")

    assert page.status_code == 404
    assertInHTML('<h1 class="empty__title">This page is not here</h1>', page.text, count=1)
    assert page.text.count('data-shell="plain"') == 1


def test_a_page_left_open_too_long_says_that_nothing_was_saved():
    answer = Client(enforce_csrf_checks=True).post(reverse("account_login"))

    assert answer.status_code == 403
    assertInHTML('<h1 class="empty__title">This page was open too long</h1>', answer.text, count=1)


@override_settings(ALLOWED_HOSTS=["sciatica.example"])
def test_a_request_that_is_not_understood_is_answered_without_knowing_who_asks(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})

    assert answer.status_code == 400
    assertInHTML('<h1 class="empty__title">We could not understand that</h1>', answer.text, count=1)


@pytest.mark.parametrize(
    ("template", "heading"),
    [("403.html", "You can&#x27;t open this"), ("500.html", "Something broke on our side")],
)
def test_the_pages_of_refusal_and_failure_need_nothing_to_be_drawn(template, heading):
    page = render_to_string(template)

    assertInHTML(f'<h1 class="empty__title">{heading}</h1>', page, count=1)
