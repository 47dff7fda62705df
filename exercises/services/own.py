"""A clinic's own exercises: any doctor of the clinic may make and change them."""

from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from exercises import posing
from exercises.content import OwnText
from exercises.loosening import loosened
from exercises.models import Exercise, ExerciseVersion
from exercises.services import versions
from people.models import Clinic, User

Status = Exercise.Status
TAIL = "abcdefghjkmnpqrstuvwxyz23456789"


class OwnExerciseRefused(Exception):
    """What was asked cannot be done; the message says why, in words for the doctor."""


class ReasonNeeded(OwnExerciseRefused):
    """The variant is less careful than its original; the message names where."""


class NoPicture(OwnExerciseRefused):
    """A published exercise would leave the patient nothing to imitate."""


@transaction.atomic
def create_own(*, clinic: Clinic, text: OwnText, by: User) -> Exercise:
    """Begin a draft with this text; its slug is made from the name."""
    return _create(clinic, text, by)


@transaction.atomic
def copy_as_variant(*, original: Exercise, clinic: Clinic, by: User) -> Exercise:
    """Begin a draft with the text and the picture of another exercise."""
    content = original.current.content
    its_own = {
        "name": _("%(name)s, our variant") % {"name": content["name"][:60]},
        "figure": original.current.figure,
        "source_order": None,
    }
    text = OwnText.model_validate({**content, **its_own})
    return _create(clinic, text, by, variant_of=original)


@transaction.atomic
def change_own(
    *, exercise: Exercise, text: OwnText, by: User, loosened_because: str = ""
) -> ExerciseVersion:
    """Save this wording and dose as a new version; the pictures and the ladder stay."""
    own = locked(exercise)
    _check_caution(own, text, loosened_because)
    kept = ("slug", "easier", "harder", "figure", "media")
    words = {**text.as_json(), **{name: own.current.content[name] for name in kept}}
    return _save(own, words, by, loosened_because)


@transaction.atomic
def set_figure(
    *, exercise: Exercise, figure: str | dict[str, Any] | None, by: User
) -> ExerciseVersion:
    """Draw the exercise as a library figure, from pose data of its own, or not at all."""
    _check_figure(figure)
    return _change(exercise, by, figure=figure)


@transaction.atomic
def set_media(*, exercise: Exercise, media: list[dict[str, Any]], by: User) -> ExerciseVersion:
    """Show these photos and videos, as `content.Media` describes them, in this order."""
    return _change(exercise, by, media=media)


@transaction.atomic
def publish(*, exercise: Exercise, by: User) -> None:
    """Offer a draft to the clinic's doctors for their programs."""
    own = locked(exercise)
    _check_picture(own.current)
    _set_status(own, Status.PUBLISHED, by, only_from=Status.DRAFT)


@transaction.atomic
def retire(*, exercise: Exercise, by: User) -> None:
    """Offer it no more; the programs that have it keep it as it was prescribed."""
    own = locked(exercise)
    _set_status(own, Status.RETIRED, by, only_from=own.status)


@transaction.atomic
def bring_back(*, exercise: Exercise, by: User) -> None:
    """Make a retired exercise a draft again, to be looked at before it is published."""
    _set_status(locked(exercise), Status.DRAFT, by, only_from=Status.RETIRED)


def locked(exercise: Exercise) -> Exercise:
    """The exercise as it stands now; the shared library has no door here."""
    rows = Exercise.objects.select_for_update(of=("self",)).select_related("current", "variant_of")
    return rows.get(clinic=exercise.clinic_id, clinic__isnull=False, pk=exercise.pk)


def _create(
    clinic: Clinic, text: OwnText, by: User, *, variant_of: Exercise | None = None
) -> Exercise:
    _check_figure(text.figure)
    slug = f"{_slug_of(text.name)}-{get_random_string(6, TAIL)}"
    exercise = Exercise(
        clinic=clinic,
        slug=slug,
        author=by,
        status=Status.DRAFT,
        status_by=by,
        variant_of=variant_of,
    )
    return versions.first(exercise, text=text.model_copy(update={"slug": slug}), by=by)


def _slug_of(name: str) -> str:
    return slugify(name).replace("_", "-")[:48].strip("-") or "exercise"


def _change(exercise: Exercise, by: User, **changes: Any) -> ExerciseVersion:
    own = locked(exercise)
    content = {**own.current.content, **changes}
    return _save(own, content, by, own.current.loosened_because)


def _save(own: Exercise, content: dict[str, Any], by: User, reason: str) -> ExerciseVersion:
    text = OwnText.model_validate(content)
    if own.status == Status.PUBLISHED:
        _check_picture(text)
    if (text.fingerprint, reason) == (own.current.fingerprint, own.current.loosened_because):
        return own.current
    return versions.add(own, text=text, by=by, loosened_because=reason)


def _check_caution(own: Exercise, text: OwnText, reason: str) -> None:
    if own.variant_of is None or reason.strip():
        return
    if gone := loosened(own.variant_of.current.content, text.as_json()):
        words = _("The original warns of more: %(cautions)s Write why yours need not.")
        raise ReasonNeeded(words % {"cautions": " ".join(gone)})


def _check_figure(figure: str | dict[str, Any] | None) -> None:
    """Refuse what the library does not have, what cannot be drawn, and what no person can do."""
    if words := posing.why_refused(figure):
        raise OwnExerciseRefused(words)


def _check_picture(shown: ExerciseVersion | OwnText) -> None:
    if not shown.has_picture:
        raise NoPicture(_("Choose a figure or add a photo first: the patient imitates it."))


def _set_status(own: Exercise, status: Status, by: User, *, only_from: str) -> None:
    Exercise.objects.filter(clinic=own.clinic_id, pk=own.pk, status=only_from).update(
        status=status, status_by=by, status_since=Now()
    )
