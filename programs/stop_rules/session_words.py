"""What the patient reads before and during a session: short, kind, and never a reproach."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from programs.stop_rules.phrases import (
    AGAIN_IF_IT_HURTS,
    ASKED_AGAIN,
    CALL_EMERGENCY,
    CALL_IF_WORSE,
    ENOUGH,
    GET_HELP,
    GO_ON,
    LOCKED,
    NEXT_EXERCISE,
    NOT_NOW,
    PAUSED,
    REST,
    REST_UNTIL_SETTLED,
    SLOWLY,
    STOP_EXERCISE,
    TOLD_TODAY,
    PatientWords,
)

SESSION_WORDS = {
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
            CALL_IF_WORSE,
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
        (_("Do half of what is left."), SLOWLY, AGAIN_IF_IT_HURTS),
    ),
    "eased": PatientWords(
        _("Try the easier version"),
        _("Your doctor chose an easier version for days like this. You were right to stop."),
        (_("The next screen shows it."), SLOWLY, AGAIN_IF_IT_HURTS),
    ),
    "limit_exercise": PatientWords(
        STOP_EXERCISE,
        _("Your doctor set this limit for you. You did the right thing."),
        (REST_UNTIL_SETTLED, NEXT_EXERCISE),
    ),
    "limit_session": PatientWords(
        ENOUGH,
        _("Your pain reached the limit your doctor set. You did the right thing."),
        (REST, TOLD_TODAY, ASKED_AGAIN),
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
    "blood_pressure": PatientWords(
        NOT_NOW,
        _("Your blood pressure may be too high for exercise. Checking it was right."),
        (
            _("Sit quietly and measure again later."),
            _("Call the emergency number if your head or chest hurts badly."),
            TOLD_TODAY,
        ),
    ),
    "ready": PatientWords(
        _("You can start"),
        _("Stop as soon as anything hurts."),
        (SLOWLY,),
    ),
}
