from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnlyAdapter(DefaultAccountAdapter):
    """Nobody opens an account alone: clinics add doctors, and doctors invite patients."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
