"""The way in for a patient: the invitation, the birth year, the safety rules, the place."""

from collections.abc import Callable
from functools import wraps

from allauth.core import ratelimit
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from following.forms import BirthYearForm, CodeForm, ReadyForm
from following.safety_rules import GOALS, RULES
from following.services import entering
from people.access import public
from people.models import Invitation
from people.services import InvitationNotFound, confirm_birth_year, find_invitation

SECRET, CONFIRMED = "invitation_secret", "invitation_confirmed"
BACKEND = "django.contrib.auth.backends.ModelBackend"

Step = Callable[[HttpRequest], HttpResponse]
InvitedStep = Callable[[HttpRequest, Invitation], HttpResponse]


def unhurried(view: Step) -> Step:
    """Refuse to guess for whoever tries too often from one address, as when signing in."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not ratelimit.consume(request, action="login"):
            return render(request, "following/start/too_often.html", status=429)
        return view(request)

    return guarded


def invited(view: InvitedStep) -> Step:
    """Hand over the open invitation that this browser came with; say nothing about any other."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        try:
            secret = request.session.get(SECRET, {})
            invitation = find_invitation(**secret, at=timezone.now())
        except InvitationNotFound:
            return _closed(request)
        return view(request, invitation)

    return guarded


def confirmed(view: InvitedStep) -> Step:
    """Let only those on who have confirmed the birth year."""

    @invited
    @wraps(view)
    def guarded(request: HttpRequest, invitation: Invitation) -> HttpResponse:
        if request.session.get(CONFIRMED) != str(invitation.pk):
            return redirect("following:start_birth_year")
        return view(request, invitation)

    return guarded


@public
@unhurried
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid():
        request.session[SECRET] = form.cleaned_data["code"]
        return redirect("following:start_birth_year")
    return render(request, "following/start/code.html", {"form": form})


@public
@require_safe
def start_token(request: HttpRequest, token: str) -> HttpResponse:
    """Take the token out of the address, where it could be read over a shoulder or in a log."""
    request.session[SECRET] = {"token": token}
    return redirect("following:start_birth_year")


@public
@unhurried
@require_http_methods(["GET", "HEAD", "POST"])
@invited
def birth_year(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = BirthYearForm(request.POST or None)
    if form.is_valid():
        if confirm_birth_year(invitation=invitation, **form.cleaned_data):
            request.session[CONFIRMED] = str(invitation.pk)
            return redirect("following:start_rules")
        form.add_error("birth_year", _("Your doctor wrote down another year. Please try again."))
    context = {"form": form, "invitation": invitation}
    return render(request, "following/start/birth_year.html", context)


@public
@require_safe
@confirmed
def rules(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"goals": GOALS, "rules": RULES, "clinic": invitation.clinic}
    return render(request, "following/start/rules.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def ready(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    form = ReadyForm(request.POST or None)
    if form.is_valid():
        return _let_in(request, invitation)
    return render(request, "following/start/ready.html", {"form": form, "invitation": invitation})


def _let_in(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    language = get_language()
    try:
        user = entering.enter(invitation=invitation, language=language, at=timezone.now())
    except InvitationNotFound:
        return _closed(request)
    for key in (SECRET, CONFIRMED):
        del request.session[key]
    login(request, user, backend=BACKEND)
    return redirect("following:today")


def _closed(request: HttpRequest) -> HttpResponse:
    """A second tap on the last button meets a used invitation, and yet is in."""
    if request.user.is_authenticated:
        return redirect("home")
    return render(request, "following/start/closed.html", status=404)
