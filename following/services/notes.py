"""What a patient writes into the diary, changes on the same day, and takes out again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from following.models import Note
from following.work import NotNow
from people.models import Patient


def write_note(*, patient: Patient, text: str, is_shown: bool, at: datetime) -> Note:
    return Note.objects.create(
        clinic=patient.clinic,
        patient=patient,
        local_date=patient.local(at).date(),
        time_zone=patient.time_zone,
        text=text,
        is_shown=is_shown,
        written_at=at,
    )


@transaction.atomic
def change_note(*, note: Note, text: str, is_shown: bool, at: datetime) -> Note:
    """Change words on the day they were written; whether the doctor sees them, at any time."""
    if text != note.text and not may_be_changed(note, at=at):
        raise NotNow(_("A note can be changed on the day you wrote it."))
    note.text, note.is_shown, note.changed_at = text, is_shown, at
    note.save(update_fields=["text", "is_shown", "changed_at"])
    return note


def may_be_changed(note: Note, *, at: datetime) -> bool:
    return note.patient.local(at).date() == note.local_date


def delete_note(*, note: Note) -> None:
    note.delete()
