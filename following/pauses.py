"""Why a plan is paused, in the patient's words."""

from django.utils.translation import gettext_lazy as _

from following.questions import words_of_red_flag
from programs import reading
from programs.models import Program
from programs.safety import Action, strongest_action
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
#: What a review of the contraindications pauses a plan for.
SCREENED = frozenset({"contraindication", "sciatica_exacerbation"})


def words(program: Program) -> PatientWords:
    """What is read while it is paused; its doctor's own pause where no cause is known.

    A red flag comes before whatever else it is paused for, as gravely as it is.
    """
    if action := red_flag_of(program):
        return words_of_red_flag(action)
    if program.suspended_because in SCREENED:
        return BY_THE_SCREENING
    return REASONS.get(program.suspended_because, BY_THE_DOCTOR)


def red_flag_of(program: Program) -> Action | None:
    """What the red flags that stand ask for; the gravest where they are not known."""
    action = strongest_action(reading.standing_red_flags(program.patient))
    return action or (Action.EMERGENCY if program.suspended_because == "red_flag" else None)
