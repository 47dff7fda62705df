"""Addresses that open by themselves: who has one needs no sign-in, and nobody can make one up."""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

CALENDAR, NO_MORE_EMAIL = "following.calendar", "following.no_more_email"


def calendar_address(feed: UUID) -> str:
    return _absolute("following:calendar", CALENDAR, feed)


def no_more_email_address(patient: UUID) -> str:
    return _absolute("following:reminders_off", NO_MORE_EMAIL, patient)


def id_in(token: str, *, purpose: str) -> UUID | None:
    """Whose token this is; None when nobody's, or made for another purpose."""
    try:
        return UUID(_signer(purpose).unsign_object(token))
    except (BadSignature, ValueError):
        return None


def _absolute(name: str, purpose: str, key: UUID) -> str:
    token = _signer(purpose).sign_object(key.hex)
    return f"{settings.PUBLIC_ADDRESS}{reverse(name, args=[token])}"


def _signer(purpose: str) -> Signer:
    return Signer(salt=purpose, sep=".")
