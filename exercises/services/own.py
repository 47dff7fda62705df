"""A clinic's own exercises: any doctor of the clinic may make and change them."""

import re
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


class ChangedSince(OwnExerciseRefused):
    """Someone has saved other words since the form was opened."""


class NotInThisStatus(OwnExerciseRefused):
    """The exercise has been retired, or published, since the page was opened."""


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
    reason = original.current.loosened_because
    return _create(clinic, text, by, variant_of=original, reason=reason)


@transaction.atomic
def change_own(
    *, exercise: Exercise, text: OwnText, by: User, loosened_because: str = "", seen: str = ""
) -> ExerciseVersion:
    """Save this text as a new version; `seen` is the wording that it was changed from."""
    own = locked(exercise)
    kept = ("slug", "easier", "harder", "figure", "media", "doctor_only")
    words = {**text.as_json(), **{name: own.current.content[name] for name in kept}}
    if seen and seen != own.current.wording and words != own.current.content:
        raise ChangedSince(
            _("It has been changed since you opened it. Open it anew and make your change there.")
        )
    _check_caution(own, text, loosened_because)
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
    if own.status == Status.RETIRED:
        raise NotInThisStatus(_("It has been retired. Bring it back first."))
    _set_status(own, Status.PUBLISHED, by)


@transaction.atomic
def retire(*, exercise: Exercise, by: User) -> None:
    """Offer it no more; the programs that have it keep it as it was prescribed."""
    _set_status(locked(exercise), Status.RETIRED, by)


@transaction.atomic
def bring_back(*, exercise: Exercise, by: User) -> None:
    """Make a retired exercise a draft again, to be looked at before it is published."""
    own = locked(exercise)
    if own.status == Status.PUBLISHED:
        raise NotInThisStatus(_("It has been published. Retire it first."))
    _set_status(own, Status.DRAFT, by)


def locked(exercise: Exercise) -> Exercise:
    """The exercise as it stands now; the shared library has no door here."""
    rows = Exercise.objects.select_for_update(of=("self",)).select_related("current", "variant_of")
    return rows.get(clinic=exercise.clinic_id, clinic__isnull=False, pk=exercise.pk)


def _create(
    clinic: Clinic,
    text: OwnText,
    by: User,
    *,
    variant_of: Exercise | None = None,
    reason: str = "",
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
    own_text = text.model_copy(update={"slug": slug})
    return versions.first(exercise, text=own_text, by=by, loosened_because=reason)


def _slug_of(name: str) -> str:
    return re.sub(r"[-_]+", "-", slugify(name))[:48].strip("-") or "exercise"


def _change(exercise: Exercise, by: User, **changes: Any) -> ExerciseVersion:
    own = locked(exercise)
    content = {**own.current.content, **changes}
    return _save(own, content, by, own.current.loosened_because)


def _save(own: Exercise, content: dict[str, Any], by: User, reason: str) -> ExerciseVersion:
    text = OwnText.model_validate(content)
    if own.status != Status.DRAFT:
        _check_picture(text)
    if (text.fingerprint, reason) == (own.current.fingerprint, own.current.loosened_because):
        return own.current
    return versions.add(own, text=text, by=by, loosened_because=reason)


def _check_caution(own: Exercise, text: OwnText, reason: str) -> None:
    """A reason stands for what it was written for; what else is loosened needs new words."""
    gone = _loosened(own, text.as_json())
    if reason.strip() and reason == own.current.loosened_because:
        gone = [caution for caution in gone if caution not in _loosened(own, own.current.content)]
    elif reason.strip():
        return
    if gone:
        words = _("The original warns of more: %(cautions)s Write why yours need not.")
        raise ReasonNeeded(words % {"cautions": " ".join(gone)})


def _check_figure(figure: str | dict[str, Any] | None) -> None:
    """Refuse what the library does not have, what cannot be drawn, and what no person can do."""
    if words := posing.why_refused(figure):
        raise OwnExerciseRefused(words)


def _loosened(own: Exercise, content: dict[str, Any]) -> list[str]:
    """Where a text is less careful than its original, or than what that was a variant of."""
    found: list[str] = []
    original = own.variant_of
    while original:
        found += loosened(original.current.content, content)
        original = original.variant_of
    return list(dict.fromkeys(found))


def _check_picture(shown: ExerciseVersion | OwnText) -> None:
    if not shown.has_picture:
        raise NoPicture(_("Choose a figure or add a photo first: the patient imitates it."))


def _set_status(own: Exercise, status: Status, by: User) -> None:
    """Change it; one that has this status already keeps who gave it and when."""
    if own.status != status:
        Exercise.objects.filter(clinic=own.clinic_id, pk=own.pk).update(
            status=status, status_by=by, status_since=Now()
        )
