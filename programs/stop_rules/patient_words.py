"""What the patient reads after a stop: short, kind, and never a reproach (clinical rules 9)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PatientWords:
    title: str | Promise
    sentence: str | Promise
    next_steps: tuple[str | Promise, ...]

    def as_json(self) -> dict[str, Any]:
        """The words in the reader's language."""
        return {
            "title": str(self.title),
            "sentence": str(self.sentence),
            "next_steps": [str(step) for step in self.next_steps],
        }


CALL_EMERGENCY = _("Call the emergency number now.")
LOCKED = _("Your exercises are locked until your doctor opens them again.")
PAUSED = _("Your plan is paused until your doctor opens it again.")
REST = _("Rest in the position that feels easiest.")
REST_UNTIL_SETTLED = _("Rest until the pain settles.")
TOLD_TODAY = _("Your doctor will be told today.")
ASKED_AGAIN = _("Before the next session we ask how you feel.")
NEXT_EXERCISE = _("Then go on with the next exercise.")
SLOWLY = _("Move slowly. Keep breathing.")

STOP_EXERCISE = _("Stop this exercise")
ENOUGH = _("That is enough for now")
GET_HELP = _("Get help now")
GO_ON = _("You can go on")
NOT_NOW = _("No exercise for now")

REASONS = {
    "red_flag": PatientWords(
        GET_HELP,
        _("This may need urgent care. You did the right thing."),
        (CALL_EMERGENCY, _("Do not drive yourself."), LOCKED),
    ),
    "chest_pain_or_faint": PatientWords(
        GET_HELP,
        _("Chest pain or fainting needs urgent care. You did the right thing."),
        (CALL_EMERGENCY, _("Sit or lie down. Ask someone to stay with you."), LOCKED),
    ),
    "numb_or_weak": PatientWords(
        _("We stop here"),
        _("New numbness or weakness needs your doctor. You did the right thing."),
        (
            REST,
            _("Your doctor will be told now."),
            PAUSED,
            _("Call the emergency number if a leg gets weaker or you cannot pee."),
        ),
    ),
    "ill": PatientWords(
        _("Rest today"),
        _("Your body needs rest while you are ill. You did the right thing."),
        (
            _("Do no exercises while you feel ill or have a fever."),
            _("Call a doctor today if your back hurts and you have a fever."),
            PAUSED,
        ),
    ),
    "dizzy_or_breathless": PatientWords(
        _("We stop here"),
        _("Feeling dizzy or short of breath means stop. You did the right thing."),
        (
            _("Sit or lie down until it passes."),
            _("Call the emergency number if it does not pass or your chest hurts."),
            TOLD_TODAY,
        ),
    ),
    "strong_pain": PatientWords(
        ENOUGH,
        _("Strong pain ends the session. You did the right thing."),
        (REST, TOLD_TODAY, ASKED_AGAIN),
    ),
    "leg_pain_spread_again": PatientWords(
        ENOUGH,
        _("Your leg pain spread or grew again. So we stop here. You did the right thing."),
        (REST, _("Your doctor will see this."), ASKED_AGAIN),
    ),
    "leg_pain_spread": PatientWords(
        STOP_EXERCISE,
        _("Your leg pain spread or grew. You did the right thing."),
        (
            REST_UNTIL_SETTLED,
            NEXT_EXERCISE,
            _("Stop at once if pain moves further down your leg."),
        ),
    ),
    "moved_up": PatientWords(
        STOP_EXERCISE,
        _("Your pain moved up, towards your back. That can be a good sign."),
        (REST_UNTIL_SETTLED, NEXT_EXERCISE, _("Your doctor will see that it moved up.")),
    ),
    "moved_up_as_preferred": PatientWords(
        GO_ON,
        _("Your pain moved up, towards your back. Your plan allows that."),
        (SLOWLY, _("Stop if pain moves further down your leg.")),
    ),
    "moderate_pain": PatientWords(
        STOP_EXERCISE,
        _("This exercise hurts too much today. You did the right thing."),
        (REST_UNTIL_SETTLED, NEXT_EXERCISE),
    ),
    "pain_rose": PatientWords(
        STOP_EXERCISE,
        _("Your pain grew during this exercise. You did the right thing."),
        (REST_UNTIL_SETTLED, NEXT_EXERCISE),
    ),
    "reduced": PatientWords(
        _("Do a little less"),
        _("Your plan allows less of this exercise. You were right to stop and check."),
        (
            _("Do half of what is left, or the easier version."),
            SLOWLY,
            _("Stop again if it still hurts."),
        ),
    ),
    "mild_pain": PatientWords(
        STOP_EXERCISE,
        _("Any pain means stop this exercise. You did the right thing."),
        (REST_UNTIL_SETTLED, NEXT_EXERCISE),
    ),
    "mild_pain_allowed": PatientWords(
        GO_ON,
        _("Your plan allows a little pain. You were right to stop and check."),
        (SLOWLY, _("Stop again if the pain grows.")),
    ),
    "no_pain": PatientWords(
        GO_ON,
        _("You feel no pain now. You were right to stop and check."),
        (SLOWLY, _("Stop again if anything hurts.")),
    ),
    "severe_pain_before": PatientWords(
        NOT_NOW,
        _("Pain this strong needs rest and your doctor. You did the right thing."),
        (REST, TOLD_TODAY, PAUSED),
    ),
    "strong_pain_before": PatientWords(
        NOT_NOW,
        _("Your pain is strong, so today starts with rest. You did the right thing."),
        (REST, TOLD_TODAY, ASKED_AGAIN),
    ),
    "ready": PatientWords(
        _("You can start"),
        _("Stop as soon as anything hurts."),
        (SLOWLY,),
    ),
}


def all_words() -> dict[str, dict[str, Any]]:
    """The words of every reason in the reader's language, for the phone to keep."""
    return {reason: words.as_json() for reason, words in REASONS.items()}
