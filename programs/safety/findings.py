"""Contraindications at screening (clinical rules 4) and which exercises each one blocks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from exercises.codes import Code, Contraindication


class Kind(Code):
    ABSOLUTE_TEMPORARY = "absolute_temporary", _("No exercise while it lasts")
    ABSOLUTE = "absolute", _("No exercise: refer")
    NEEDS_CLEARANCE = "needs_clearance", _("Only with a doctor's clearance")
    RELATIVE = "relative", _("Some exercises are blocked")


@dataclass(frozen=True)
class Finding:
    """What a screening may find; `blocks` are the library's contraindication codes.

    A clearance lifts the blocks too, unless `stays_blocked`.
    """

    code: str
    label: str | Promise
    kind: Kind
    blocks: tuple[str, ...] = ()
    advice: str | Promise = ""
    patient_advice: str | Promise = ""
    stays_blocked: bool = False

    @property
    def forbids_exercise(self) -> bool:
        return self.kind in (Kind.ABSOLUTE, Kind.ABSOLUTE_TEMPORARY)


@dataclass(frozen=True)
class Clearance:
    """A doctor's permission to exercise in spite of one finding, good through its review day."""

    finding: str
    review_on: date

    def holds(self, *, on: date) -> bool:
        return on <= self.review_on


@dataclass(frozen=True)
class BlockReason:
    """Why an exercise is blocked: the library's code, and a sentence for the doctor."""

    code: str
    sentence: str


FINDINGS = (
    Finding(
        "sciatica_exacerbation",
        _("Exacerbation of sciatica: persistent or recurrent pain"),
        Kind.ABSOLUTE_TEMPORARY,
    ),
    Finding("chronic_disease_flare", _("Flare of a chronic disease"), Kind.ABSOLUTE_TEMPORARY),
    Finding("inflammation", _("Inflammation"), Kind.ABSOLUTE_TEMPORARY),
    Finding("fever", _("Fever"), Kind.ABSOLUTE_TEMPORARY),
    Finding("progressive_deficit", _("Progressive neurological deficit"), Kind.ABSOLUTE),
    Finding("unstable_spine", _("Unstable fracture or spine"), Kind.ABSOLUTE),
    Finding("suspected_dvt", _("Suspected deep vein thrombosis"), Kind.ABSOLUTE),
    Finding("unstable_cardiac", _("Unstable heart disease"), Kind.ABSOLUTE),
    Finding(
        "diabetes",
        _("Diabetes mellitus"),
        Kind.NEEDS_CLEARANCE,
        ("DM",),
        _("Check the feet before and after. Keep sugar at hand; watch for hypoglycaemia."),
        _("Look at your feet before and after. Keep sugar within reach. Stop if you feel shaky."),
    ),
    Finding("endocrine", _("Other endocrine disease"), Kind.NEEDS_CLEARANCE),
    Finding(
        "hypertension",
        _("Hypertension"),
        Kind.NEEDS_CLEARANCE,
        ("HT",),
        _("No breath-holding. No session at 180/110 or above."),
        _("Keep breathing, never hold your breath. Do not start at 180 over 110 or more."),
    ),
    Finding(
        "musculoskeletal",
        _("Disease of the musculoskeletal system that limits exercise"),
        Kind.NEEDS_CLEARANCE,
        advice=_("Name the disease and its limits in the details."),
    ),
    Finding(
        "recent_spinal_surgery",
        _("Spinal surgery in the last 12 weeks"),
        Kind.NEEDS_CLEARANCE,
        ("SX",),
        _("Write the surgeon's limits in the details."),
        stays_blocked=True,
    ),
    Finding(
        "spinal_surgery",
        _("Spinal surgery more than 12 weeks ago"),
        Kind.NEEDS_CLEARANCE,
        advice=_("Write the surgeon's limits in the details."),
    ),
    Finding("under_18", _("Age under 18"), Kind.NEEDS_CLEARANCE),
    Finding("osteoporosis", _("Osteoporosis"), Kind.RELATIVE, ("OP",)),
    Finding(
        "pregnancy",
        _("Pregnancy"),
        Kind.RELATIVE,
        ("PS", "PP", "PA"),
        _("Not itself a bar. Ask the red flags of pregnancy too."),
    ),
    Finding(
        "pelvic_girdle_pain",
        _("Pelvic girdle pain or separated abdominal muscles"),
        Kind.RELATIVE,
        ("PA",),
    ),
    Finding("stenosis", _("Spinal stenosis"), Kind.RELATIVE, ("EI",)),
    Finding("spondylolisthesis", _("Spondylolisthesis"), Kind.RELATIVE, ("EI",)),
    Finding("extension_intolerant", _("Worse on bending back"), Kind.RELATIVE, ("EI",)),
    Finding("flexion_intolerant", _("Worse on bending forward"), Kind.RELATIVE, ("FI",)),
    Finding("rotation_intolerant", _("Worse on turning the trunk"), Kind.RELATIVE, ("RI",)),
    Finding("irritable_nerve_root", _("Irritable nerve root"), Kind.RELATIVE, ("NI",)),
    Finding("hernia", _("Hernia of the belly wall or groin"), Kind.RELATIVE, ("HN",)),
    Finding("neuropathy", _("Numb feet or neuropathy"), Kind.RELATIVE, ("DM",)),
    Finding("cardiac", _("Stable heart disease"), Kind.RELATIVE, ("CV",)),
    Finding("falls_risk", _("Risk of falling"), Kind.RELATIVE, ("FR",)),
    Finding("hip", _("Hip problem"), Kind.RELATIVE, ("HP",)),
    Finding("knee", _("Knee problem"), Kind.RELATIVE, ("KN",)),
    Finding("wrist_or_shoulder", _("Wrist or shoulder problem"), Kind.RELATIVE, ("US",)),
)

_BY_CODE = {found.code: found for found in FINDINGS}


def finding(code: str) -> Finding:
    return _BY_CODE[code]


def advice_for(findings: Iterable[str]) -> tuple[str, ...]:
    """What a patient with these findings keeps in mind at every session."""
    return tuple(str(each.patient_advice) for each in map(finding, findings) if each.patient_advice)


def blocks(
    contraindications: Iterable[str],
    findings: Iterable[str],
    *,
    clearances: Iterable[Clearance],
    on: date,
) -> tuple[BlockReason, ...]:
    """Why an exercise with these codes is blocked for a patient with these findings, that day."""
    cleared = {clearance.finding for clearance in clearances if clearance.holds(on=on)}
    blocked = {
        code
        for found in map(finding, findings)
        if found.stays_blocked or found.code not in cleared
        for code in found.blocks
    }
    return tuple(
        BlockReason(code, str(Contraindication(code).label))
        for code in contraindications
        if code in blocked
    )
