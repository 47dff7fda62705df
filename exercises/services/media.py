"""The photos and videos of a clinic's own exercise, in the order in which they are shown."""

from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from exercises.content import Media
from exercises.models import Exercise, ExerciseMedia
from exercises.models.media import private_storage
from exercises.recoding import Recoded, recode
from exercises.services import own
from people.ids import uuid7
from people.models import User

MOST = 6


class TooManyPictures(own.OwnExerciseRefused):
    """More would hide the one that matters."""


def add_media(*, exercise: Exercise, upload: File, alt: str, by: User) -> ExerciseMedia:
    """Show one more photo or video, kept under a name that tells nothing."""
    recoded = recode(upload, size=upload.size)
    name = f"exercises/{exercise.clinic_id}/{uuid7().hex}.{recoded.suffix}"
    stored = private_storage().save(name, ContentFile(recoded.data))
    try:
        return _attach(exercise, recoded, stored, alt, by)
    except Exception:
        private_storage().delete(stored)
        raise


@transaction.atomic
def remove_media(*, exercise: Exercise, media_id: UUID, by: User) -> None:
    """Show it no more; a program prescribed with it keeps it."""
    shown = own.locked(exercise).current.media
    own.set_media(
        exercise=exercise, media=[one for one in shown if one["id"] != str(media_id)], by=by
    )


@transaction.atomic
def _attach(exercise: Exercise, recoded: Recoded, stored: str, alt: str, by: User) -> ExerciseMedia:
    shown = own.locked(exercise).current.media
    if len(shown) >= MOST:
        raise TooManyPictures(
            _("An exercise shows at most %(most)s photos and videos.") % {"most": MOST}
        )
    media = ExerciseMedia.objects.create(
        clinic_id=exercise.clinic_id,  # type: ignore[misc] # locked() answers own ones alone
        exercise=exercise,
        kind=recoded.kind,
        file=stored,
        bytes=len(recoded.data),
        width=recoded.width,
        height=recoded.height,
        seconds=recoded.seconds,
        added_by=by,
    )
    described = Media(
        id=media.pk, kind=recoded.kind, alt=alt, width=recoded.width, height=recoded.height
    )
    own.set_media(exercise=exercise, media=[*shown, described.model_dump(mode="json")], by=by)
    return media
