from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from people import services
from people.models import Invitation, Patient, User
from people.services import InvitationNotFound
from tests.factories import PatientFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Patient:
    return PatientFactory(user=None)


@pytest.fixture
def issued(patient) -> services.Issued:
    return services.invite(patient=patient, by=patient.doctor.user)


def find(issued: services.Issued, *, at=None) -> Invitation:
    return services.find_invitation(token=issued.token, at=at or timezone.now())


def test_the_code_has_eight_letters_that_cannot_be_mistaken(issued):
    assert len(issued.code) == 8
    assert set(issued.code).isdisjoint("ILO01")


def test_neither_token_nor_code_is_kept(issued):
    kept = str(list(Invitation.objects.values()))

    assert issued.token not in kept
    assert issued.code not in kept
    assert len(issued.invitation.token_fingerprint) == 64


def test_no_two_invitations_are_alike(patient):
    first, second = (services.invite(patient=patient, by=patient.doctor.user) for _ in "ab")

    assert (first.token, first.code) != (second.token, second.code)


def test_the_token_and_the_code_find_it(issued):
    at = timezone.now()

    assert services.find_invitation(token=issued.token, at=at) == issued.invitation
    assert services.find_invitation(code=issued.code, at=at) == issued.invitation


def test_the_code_may_be_typed_as_it_is_read(issued):
    typed = f" {issued.code[:4].lower()}-{issued.code[4:]} "

    assert services.find_invitation(code=typed, at=timezone.now()) == issued.invitation


@pytest.mark.parametrize("secret", [{"token": "x"}, {"code": "ABCD2345"}, {"code": ""}, {}])
def test_another_secret_finds_nothing(issued, secret):
    with pytest.raises(InvitationNotFound):
        services.find_invitation(**secret, at=timezone.now())


def test_it_is_open_for_fourteen_days_and_not_a_moment_longer(issued):
    ends = issued.invitation.expires_at

    assert abs(ends - timezone.now() - timedelta(days=14)) < timedelta(minutes=1)
    assert find(issued, at=ends - timedelta(seconds=1)) == issued.invitation
    with pytest.raises(InvitationNotFound):
        find(issued, at=ends)


def test_a_new_invitation_closes_the_one_before(patient, issued):
    services.invite(patient=patient, by=patient.doctor.user)

    with pytest.raises(InvitationNotFound):
        find(issued)


def test_a_revoked_invitation_finds_nothing(patient, issued):
    services.revoke_invitation(patient=patient)

    with pytest.raises(InvitationNotFound):
        find(issued)


def test_the_right_birth_year_is_confirmed(issued):
    assert services.confirm_birth_year(invitation=issued.invitation, birth_year=1978) is True
    assert find(issued).wrong_answers == 0


def test_the_fifth_wrong_birth_year_closes_the_door(issued):
    for _ in range(4):
        assert services.confirm_birth_year(invitation=find(issued), birth_year=1979) is False
    assert find(issued).wrong_answers == 4

    services.confirm_birth_year(invitation=find(issued), birth_year=1977)

    with pytest.raises(InvitationNotFound):
        find(issued)
    with pytest.raises(InvitationNotFound):
        services.accept_invitation(invitation=issued.invitation, at=timezone.now())


def test_accepting_makes_the_patient_a_user_without_a_password(patient, issued):
    user = services.accept_invitation(invitation=issued.invitation, at=timezone.now())

    patient.refresh_from_db()
    assert patient.user == user
    assert (user.name, user.time_zone, user.email) == ("Anna Nowak", "Europe/Warsaw", None)
    assert not user.has_usable_password()


def test_it_is_accepted_once(issued):
    services.accept_invitation(invitation=issued.invitation, at=timezone.now())

    with pytest.raises(InvitationNotFound):
        services.accept_invitation(invitation=issued.invitation, at=timezone.now())

    assert User.objects.filter(name="Anna Nowak").count() == 1


def test_a_patient_who_was_in_before_stays_the_same_person():
    person = UserFactory()
    patient = PatientFactory(user=person)
    issued = services.invite(patient=patient, by=patient.doctor.user)

    user = services.accept_invitation(invitation=issued.invitation, at=timezone.now())

    assert user == person


def test_a_revoked_invitation_is_not_accepted(patient, issued):
    services.revoke_invitation(patient=patient)

    with pytest.raises(InvitationNotFound):
        services.accept_invitation(invitation=issued.invitation, at=timezone.now())

    patient.refresh_from_db()
    assert patient.user is None


def test_the_database_keeps_one_open_invitation_per_patient(issued):
    issued.invitation.pk = None
    issued.invitation.token_fingerprint = "another"
    issued.invitation.code_fingerprint = "another"

    with (
        pytest.raises(IntegrityError, match="one_open_invitation_per_patient"),
        transaction.atomic(),
    ):
        issued.invitation.save(force_insert=True)
