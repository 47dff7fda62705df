"""Why a plan is paused, in the patient's words."""

from django.utils.translation import gettext_lazy as _

from programs.stop_rules import REASONS, PatientWords
from programs.stop_rules.phrases import PAUSED, PLAN_PAUSED, REST

#: Pauses that no stop rule made: the doctor's own, and those that the screening asks for.
BY_THE_DOCTOR = PatientWords(
    PLAN_PAUSED, _("Your doctor has paused your plan. You did the right thing."), (REST, PAUSED)
)
BY_THE_SCREENING = PatientWords(
    PLAN_PAUSED,
    _("Your doctor needs to check first that exercise is safe for you."),
    (_("You did nothing wrong."), _("Do no exercises for now."), PAUSED),
)


def words(because: str) -> PatientWords:
    """What is read for the reason that a program keeps; its doctor's pause where none is known."""
    if because == "contraindication":
        return BY_THE_SCREENING
    return REASONS.get(because, BY_THE_DOCTOR)
