"""How a patient is reminded: times, quiet hours, e-mail, and a calendar of their own."""

from hashlib import sha256

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from following import feed as feeds
from following.access import patient_of
from following.ahead import week_of
from following.forms import ReminderForm
from following.models import CalendarFeed, ReminderChoice
from following.reaching import address_of
from following.reminders.addresses import NO_MORE_EMAIL, calendar_address, id_in
from following.services import reminders as services
from people.access import SignedInRequest, patients_only, public
from people.models import Patient


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: SignedInRequest) -> HttpResponse:
    patient, posted = patient_of(request), request.POST if request.method == "POST" else None
    choice = ReminderChoice.objects.of(patient)
    slots = week_of(patient, on=patient.local(timezone.now()).date())
    form = ReminderForm(posted, choice=choice, slots=slots, address=address_of(patient))
    if form.is_valid():
        services.choose(patient=patient, **form.chosen)
        messages.success(request, _("Your reminders are saved."))
        return redirect("following:reminders")
    feed = CalendarFeed.objects.filter(clinic=patient.clinic_id, patient=patient).first()
    address = calendar_address(feed.pk) if feed else ""
    context = {"form": form, "choice": choice, "patient": patient, "calendar": address}
    context["subscribe"] = address.replace("https:", "webcal:").replace("http:", "webcal:")
    return render(request, "following/reminders.html", context)


@patients_only
@require_POST
def turn(request: SignedInRequest) -> HttpResponse:
    services.turn(patient=patient_of(request), is_on=request.POST.get("is_on") == "yes")
    return redirect("following:reminders")


@patients_only
@require_POST
def calendar_open(request: SignedInRequest) -> HttpResponse:
    services.open_calendar(patient=patient_of(request))
    return redirect("following:reminders")


@patients_only
@require_POST
def calendar_close(request: SignedInRequest) -> HttpResponse:
    services.close_calendar(patient=patient_of(request))
    return redirect("following:reminders")


@public
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer whoever has the address: it is the key, and is told to nobody but the patient."""
    found = feeds.feed_of(token)
    if found is None:
        raise Http404
    body = feeds.ics(found, at=timezone.now())
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-cache"
    answer["ETag"] = f'"{sha256(body).hexdigest()}"'
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reminders_off(request: HttpRequest, token: str) -> HttpResponse:
    """End the e-mails, signed in or not; a mail program may do it for the reader (RFC 8058)."""
    patient = get_object_or_404(Patient, pk=id_in(token, purpose=NO_MORE_EMAIL))
    if request.method == "POST":
        services.stop_email(patient=patient)
    done = not ReminderChoice.objects.of(patient).wants_email
    return render(request, "following/reminders_off.html", {"done": done})
