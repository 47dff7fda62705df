"""Who may see what: every view declares its audience with one of these decorators."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from people.models import Doctor, User

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """What a view behind `doctors_only`, `patients_only` or `signed_in` is asked."""

    user: User
    htmx: HtmxDetails


def doctors_only(view: View) -> View:
    """For people who treat patients in at least one clinic."""
    return _for("doctors", view, allows=lambda user: bool(user.doctors))


def chosen_post(request: SignedInRequest) -> Doctor:
    """The person's post in the clinic that the address names (?clinic=), or else their first."""
    wanted = request.GET.get("clinic")
    for post in request.user.doctors:
        if wanted in (None, str(post.clinic_id)):
            return post
    raise Http404


def administered_post(request: SignedInRequest) -> Doctor:
    """The chosen post, of somebody who may change how that clinic works."""
    post = chosen_post(request)
    if not post.is_administrator:
        raise Http404
    return post


def patients_only(view: View) -> View:
    """For people who are enrolled as a patient: `request.user.enrolment` is theirs."""
    return _for("patients", view, allows=lambda user: user.enrolment is not None)


def signed_in(view: View) -> View:
    return _for("signed in", view, allows=lambda user: True)


def public(view: View) -> View:
    view.audience = "public"  # type: ignore[attr-defined]
    return view


def _for(audience: str, view: View, *, allows: Callable[[User], bool]) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not allows(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.audience = audience  # type: ignore[attr-defined]
    return guarded


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    answer = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(answer.url)
    return answer
