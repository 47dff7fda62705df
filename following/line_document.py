"""One line of a prescription as the phone reads it: the text, the dose in phases, the sets."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from typing import Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.codes import Position, duration_in_words
from exercises.drawing import figure_address
from exercises.models import Exercise, ExerciseVersion
from following.work import PrescribedSet, sets_of
from people.models import Side
from programs import dosage
from programs.dosage import Sides
from programs.models import PrescribedLine

SIDE_WORDS = {"left": gettext_lazy("Left side"), "right": gettext_lazy("Right side")}
#: As the voice says it when a set begins.
SIDE_CALLS = {
    "left": gettext_lazy("Now the left side"),
    "right": gettext_lazy("Now the right side"),
}
LONG_TIMES = {"rest": gettext_lazy("rest"), "walk": gettext_lazy("walk")}


def line_document(
    line: PrescribedLine, *, place: int, count: int, with_easier: bool = False
) -> dict[str, Any]:
    """A line in its place among those of one session."""
    document = line_of_any_session(line, with_easier=with_easier)
    easier, of_all = document["easier"], {"place": place_words() % {"place": place, "count": count}}
    return document | of_all | {"easier": easier and easier | of_all}


def line_of_any_session(line: PrescribedLine, *, with_easier: bool) -> dict[str, Any]:
    """Numbers are seconds; the words are the reader's, so that the phone has none of its own.

    `easier` is the version that the doctor approved if it hurts, under the id of its line.
    """
    easier = _document(_easier(line), sets_of(line)) if with_easier else None
    return _document(line, sets_of(line)) | {"easier": easier}


def place_words() -> str:
    return _("Exercise %(place)s of %(count)s")


def _easier(line: PrescribedLine) -> PrescribedLine:
    """The sets of the line, but held and paced as the easier exercise is; a copy, never saved."""
    version = cast(ExerciseVersion, line.easier_version)
    own = version.content["dose"]
    easier = copy(line)
    easier.exercise, easier.version, easier.note = cast(Exercise, line.easier), version, ""
    easier.repetitions = min(line.repetitions, own["repetitions"])
    easier.hold, easier.tempo = own["hold"], own["tempo"]
    if own["sides"] == Sides.BOTH:
        easier.sides = Sides.BOTH.value
    return easier


def _document(line: PrescribedLine, sets: Iterable[PrescribedSet]) -> dict[str, Any]:
    content, dose = line.version.content, line.dosage
    return {
        "id": str(line.pk),
        "name": content["patient_name"],
        "slug": line.exercise.slug,
        "set_up": content["set_up"],
        "steps": content["steps"],
        "cue": content["cue"],
        "breathing": content["breathing"],
        "stop_if": content["stop_if"],
        "note": line.note,
        "dose": dosage.in_words(dose),
        "repetitions": line.repetitions,
        "rest": line.rest,
        "rest_words": _("Rest, %(duration)s") % {"duration": duration_in_words(line.rest)},
        "last_words": _("The last one"),
        "pace": _pace(line),
        "phases": _phases(line),
        "filmed": [_shot(shot) for shot in line.version.media],
        "sets": [_set_document(line, one) for one in sets],
    }


def _shot(shot: dict[str, Any]) -> dict[str, str]:
    address = reverse("following:media", args=[shot["id"]])
    return {"kind": shot["kind"], "address": address, "alt": shot["alt"]}


def _pace(line: PrescribedLine) -> str:
    """What the clock counts: repetitions, or else the time of a walk or of a rest."""
    if not dosage.is_one_long_time(line.dosage):
        return "repetitions"
    return "walk" if line.version.content["position"] == Position.WALKING else "rest"


def _phases(line: PrescribedLine) -> list[dict[str, Any]]:
    """The parts of one repetition in order; a walk or a resting position has but one."""
    dose, pace = line.dosage, _pace(line)
    if pace in LONG_TIMES:
        return [_phase(pace, str(LONG_TIMES[pace]), dose.hold)]
    phases = (
        _phase("move", _("move"), dose.tempo.out),
        _phase("hold", _("hold"), dosage.effective_hold(dose)),
        _phase("back", _("back"), dose.tempo.back),
    )
    return [phase for phase in phases if phase["seconds"]]


def _phase(kind: str, word: str, seconds: int) -> dict[str, Any]:
    words = {"phase": word, "duration": duration_in_words(seconds)}
    next_words = _("Next: %(phase)s, %(duration)s") % words
    return {"kind": kind, "word": word, "seconds": seconds, "next": next_words}


def _set_document(line: PrescribedLine, one: PrescribedSet) -> dict[str, Any]:
    side = "" if Side.BOTH in (one.side, line.sides) else one.side
    tempo, hold = line.tempo, str(line.hold)
    resting = _pace(line) == "rest"
    turn = _("Set %(turn)s of %(count)s") % {"turn": one.turn, "count": line.sets}
    moving = {"frame": "end"} if resting else {"tempo": tempo, "hold": hold}
    return {
        "number": one.number,
        "turn": one.turn,
        "turn_words": _("of %(count)s") % {"count": line.sets},
        "words": turn,
        "side": side,
        "side_words": str(SIDE_WORDS.get(side, "")),
        "announced": _announced(turn if line.sets > 1 else "", str(SIDE_CALLS.get(side, ""))),
        "figure": figure_address(line.version, side=side, **moving),
        "start": figure_address(line.version, side=side, frame="end" if resting else "start"),
        "end": figure_address(line.version, side=side, frame="end"),
    }


def _announced(*sentences: str) -> str:
    return " ".join(f"{sentence}." for sentence in sentences if sentence)
