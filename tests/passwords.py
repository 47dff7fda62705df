"""Somebody who signs in by hand."""

from allauth.account.models import EmailAddress

from people.models import User

PASSWORD = "chair-mat-strap"


def with_password(user: User, email: str) -> str:
    """The user can sign in by hand; answers the address to do so with."""
    user.email = email
    user.set_password(PASSWORD)
    user.save(update_fields=["email", "password"])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return email
