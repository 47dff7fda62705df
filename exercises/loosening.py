"""Where a variant is less careful than the exercise that it was made from."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from exercises.codes import STAGES, Contraindication, StopRule, stage_of


def loosened(original: Mapping[str, Any], variant: Mapping[str, Any]) -> list[str]:
    """What the original warns of and the variant no longer does, in words for the doctor."""
    return [
        *_gone("contraindications", Contraindication, original, variant),
        *_gone("stop", StopRule, original, variant),
        *_sentences(original, variant),
        *_gates(original, variant),
    ]


def _gone(
    field: str,
    code: type[Contraindication] | type[StopRule],
    original: Mapping[str, Any],
    variant: Mapping[str, Any],
) -> Iterator[str]:
    for value in original[field]:
        if value not in variant[field]:
            yield str(code(value).label)


def _sentences(original: Mapping[str, Any], variant: Mapping[str, Any]) -> Iterator[str]:
    yield from (line for line in original["stop_if"] if line not in variant["stop_if"])


def _gates(original: Mapping[str, Any], variant: Mapping[str, Any]) -> Iterator[str]:
    stage = stage_of(original["position"])
    if stage > stage_of(variant["position"]) and not variant["standing_gate"]:
        words = _("Closed until stage %(number)s: %(name)s.")
        yield words % {"number": stage, "name": STAGES[stage]}
    if original["standing_gate"] and not variant["standing_gate"]:
        yield _("Only when pain is gone.")
    if original["prevention_only"] and not variant["prevention_only"]:
        yield _("Prevention only.")
    if variant["everyday"] and not original["everyday"]:
        yield _("Not exempt from the standing gate.")
