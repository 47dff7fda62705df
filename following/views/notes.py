"""What a patient writes into the diary."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from following.access import patient_of
from following.forms import NoteForm
from following.models import Note
from following.services.notes import change_note, delete_note, may_be_changed, write_note
from people.access import SignedInRequest, patients_only

NOTES_A_PAGE = 20


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: SignedInRequest) -> HttpResponse:
    """All notes, newest first, and the place to write one."""
    patient, now = patient_of(request), timezone.now()
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        write_note(patient=patient, at=now, **form.cleaned_data)
        return redirect("following:notes")
    own = Note.objects.own(patient).order_by("-local_date", "-id")
    page = Paginator(own, NOTES_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "following/diary/notes.html", {"form": form, "page": page})


@patients_only
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change a note; from the next day on, only whether the doctor sees it."""
    found, now = _own(request, pk), timezone.now()
    is_todays = may_be_changed(found, at=now)
    kept = {"text": found.text, "is_shown": found.is_shown}
    asked = request.POST if request.method == "POST" else None
    form = NoteForm(asked, initial=kept, keeps_words=not is_todays)
    if form.is_valid():
        change_note(note=found, at=now, **form.cleaned_data)
        return redirect("following:notes")
    context = {"form": form, "note": found, "is_todays": is_todays}
    return render(request, "following/diary/note.html", context)


@patients_only
@require_POST
def note_delete(request: SignedInRequest, pk: UUID) -> HttpResponse:
    delete_note(note=_own(request, pk))
    return redirect("following:notes")


def _own(request: SignedInRequest, pk: UUID) -> Note:
    notes = Note.objects.visible_to(request.user).own(patient_of(request))
    return get_object_or_404(notes.select_related("patient"), pk=pk)
