"""The short codes of the exercise library and what each means in words."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext


class Code(StrEnum):
    """A code that carries its words: `Position("SIT").label`."""

    label: str | Promise

    def __new__(cls, value: str, label: str | Promise = "") -> Self:
        code = str.__new__(cls, value)
        code._value_ = value
        code.label = label
        return code


class Position(Code):
    SUPINE = "SUP", gettext_lazy("On the back")
    PRONE = "PRO", gettext_lazy("Face down")
    SIDE_LYING = "SID", gettext_lazy("On the side")
    ALL_FOURS = "QUA", gettext_lazy("On all fours")
    SITTING = "SIT", gettext_lazy("Sitting")
    STANDING = "STA", gettext_lazy("Standing")
    WALKING = "WAL", gettext_lazy("Walking")


STAGES = {
    1: gettext_lazy("Lying"),
    2: gettext_lazy("Sitting"),
    3: gettext_lazy("Standing"),
}


def stage_of(position: str) -> int:
    """The stage of the source's complex: 1 lying, 2 sitting, 3 standing (clinical rules 1.13)."""
    if position == Position.SITTING:
        return 2
    return 3 if position in (Position.STANDING, Position.WALKING) else 1


class Goal(Code):
    """What an exercise is for, called its tags in the library's files."""

    MOBILITY = "mob", gettext_lazy("Mobility")
    FLEXION = "flx", gettext_lazy("Flexion")
    EXTENSION = "ext", gettext_lazy("Extension")
    NERVE_GLIDE = "nrv", gettext_lazy("Nerve glide")
    STABILISATION = "stb", gettext_lazy("Stabilisation")
    STRENGTH = "str", gettext_lazy("Strength")
    STRETCH = "stx", gettext_lazy("Stretch")
    AEROBIC = "aer", gettext_lazy("Aerobic")
    BREATHING = "brl", gettext_lazy("Breathing and relaxation")


class Phase(Code):
    ACUTE = "A", gettext_lazy("Acute, protected")
    SUBACUTE = "S", gettext_lazy("Subacute")
    REMISSION = "R", gettext_lazy("Remission")
    PREVENTION = "P", gettext_lazy("Prevention")


class Direction(Code):
    FLEXION = "F", gettext_lazy("Flexion")
    EXTENSION = "E", gettext_lazy("Extension")
    NEUTRAL = "N", gettext_lazy("Neutral")
    ROTATION = "R", gettext_lazy("Rotation")
    LATERAL = "L", gettext_lazy("Side bending")


class Equipment(Code):
    MAT = "M", gettext_lazy("Mat")
    CHAIR = "C", gettext_lazy("Chair")
    WALL = "W", gettext_lazy("Wall")
    STRAP = "T", gettext_lazy("Strap")
    PILLOW = "P", gettext_lazy("Pillow")
    STEP = "S", gettext_lazy("Step")


# What every home has (clinical rules 1.12); anything else is flagged to the doctor.
HOME_EQUIPMENT = (Equipment.MAT, Equipment.CHAIR)


class Sides(Code):
    BOTH = "both", gettext_lazy("Both sides at once")
    EACH = "each", gettext_lazy("Each side")
    AFFECTED = "affected", gettext_lazy("Affected side")


class Contraindication(Code):
    """Why an exercise may be wrong for a patient, in words for the doctor."""

    FI = "FI", gettext_lazy("Bending forward brings on the symptoms (flexion-intolerant).")
    EI = (
        "EI",
        gettext_lazy("Bending back brings on the symptoms: stenosis, spondylolisthesis."),
    )
    RI = "RI", gettext_lazy("Turning the trunk brings on the symptoms (rotation-intolerant).")
    OP = "OP", gettext_lazy("Osteoporosis: avoid loaded bending and twisting of the spine.")
    SX = "SX", gettext_lazy("Spinal surgery in the last 12 weeks.")
    PS = "PS", gettext_lazy("Pregnancy: avoid lying on the back for long.")
    PP = "PP", gettext_lazy("Pregnancy: avoid lying face down.")
    PA = (
        "PA",
        gettext_lazy(
            "Pregnancy, pelvic girdle pain or diastasis: avoid abdominal and one-leg load."
        ),
    )
    HT = "HT", gettext_lazy("Hypertension: no breath-holding and no long holds.")
    DM = "DM", gettext_lazy("Diabetes: neuropathy, feet at risk, hypoglycaemia.")
    CV = "CV", gettext_lazy("Heart disease: effort may be too much.")
    FR = "FR", gettext_lazy("Risk of falling.")
    HP = "HP", gettext_lazy("Hip problem.")
    KN = "KN", gettext_lazy("Knee problem.")
    US = "US", gettext_lazy("Wrist or shoulder problem.")
    NI = "NI", gettext_lazy("Irritable nerve root.")
    HN = "HN", gettext_lazy("Hernia of the belly wall or groin.")


class StopRule(Code):
    """When the patient stops, in the patient's words; K0 holds for every exercise."""

    K0 = "K0", gettext_lazy("Stop if you feel sharp new pain, new numbness or weakness.")
    K1 = "K1", gettext_lazy("Stop if pain or tingling moves further down your leg, or grows.")
    K2 = "K2", gettext_lazy("Stop if your back hurts more than your plan allows.")
    K3 = "K3", gettext_lazy("Stop if tingling lasts longer than one minute.")
    K4 = "K4", gettext_lazy("Stop if you hold your breath or cannot keep the movement smooth.")
    K5 = "K5", gettext_lazy("Stop if you feel dizzy, short of breath or your heart races.")
    K6 = "K6", gettext_lazy("Stop if a joint hurts.")


LOADS = {
    0: gettext_lazy("Rest"),
    1: gettext_lazy("Very light"),
    2: gettext_lazy("Light"),
    3: gettext_lazy("Moderate"),
    4: gettext_lazy("Effortful"),
}


LONGEST_REPETITION_HOLD = 60
"""Seconds: a longer hold is a position to rest in or a walk, not a repetition."""


def duration_in_words(seconds: int) -> str:
    """Seconds up to two minutes, then minutes: "90 seconds", "10 minutes 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    if seconds <= LONGEST_REPETITION_HOLD or (minutes == 1 and rest):
        minutes, rest = 0, seconds
    counts = (
        (minutes, ngettext("%(count)s minute", "%(count)s minutes", minutes)),
        (rest, ngettext("%(count)s second", "%(count)s seconds", rest)),
    )
    parts = [words % {"count": count} for count, words in counts if count]
    return pgettext("between minutes and seconds", " ").join(parts)


def days_in_words(days: Iterable[int]) -> str:
    """Days of the week, 0 for Monday: "every day" or "Mon, Wed, Fri"."""
    chosen = sorted(set(days))
    if len(chosen) == len(WEEKDAYS_ABBR):
        return _("every day")
    return ", ".join(str(WEEKDAYS_ABBR[day]) for day in chosen)
