"""What the patient reads the next morning, on a paused plan and when days went by in silence."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from programs.stop_rules.phrases import (
    ASKED_AGAIN,
    CALL_IF_WORSE,
    NOTHING_LOST,
    PAUSED,
    PLAN_PAUSED,
    REST,
    SLOWLY,
    TOLD_SOON,
    TOLD_TODAY,
    PatientWords,
)

DAY_WORDS = {
    "morning_spread": PatientWords(
        PLAN_PAUSED,
        _("Your pain is further down your leg today. You were right to tell us."),
        (REST, TOLD_TODAY, PAUSED, CALL_IF_WORSE),
    ),
    "morning_worse_again": PatientWords(
        PLAN_PAUSED,
        _("Two mornings were harder than before. You were right to tell us."),
        (REST, TOLD_TODAY, PAUSED),
    ),
    "morning_worse": PatientWords(
        _("We do a little less next time"),
        _("Your back or leg needs more time. You were right to tell us."),
        (_("Your next session is shorter."), SLOWLY, ASKED_AGAIN),
    ),
    "morning_same": PatientWords(
        _("Good to know"),
        _("Your last session did no harm. Thank you for telling us."),
        (_("Your plan stays as it is."), SLOWLY),
    ),
    "severe_pain": PatientWords(
        PLAN_PAUSED,
        _("Pain this strong needs rest and your doctor. You were right to tell us."),
        (REST, TOLD_TODAY, PAUSED, CALL_IF_WORSE),
    ),
    "stopped_twice": PatientWords(
        PLAN_PAUSED,
        _("Some sessions had to stop this week. Each stop was the right thing to do."),
        (REST, TOLD_TODAY, PAUSED),
    ),
    "new_condition": PatientWords(
        PLAN_PAUSED,
        _("Something about your health is new. You were right to tell us."),
        (_("Your doctor checks which exercises are safe for you now."), TOLD_SOON, PAUSED),
    ),
    "clearance_lapsed": PatientWords(
        PLAN_PAUSED,
        _("Your doctor needs to check again that exercise is safe for you."),
        (_("You did nothing wrong."), TOLD_SOON, PAUSED),
    ),
    "leg_pain_lasting": PatientWords(
        PLAN_PAUSED,
        _("Your leg has hurt for two days. You were right to tell us."),
        (REST, TOLD_SOON, PAUSED, CALL_IF_WORSE),
    ),
    "pain_median_rose": PatientWords(
        PLAN_PAUSED,
        _("Your pain has grown over the last days. You were right to tell us."),
        (REST, TOLD_SOON, PAUSED, CALL_IF_WORSE),
    ),
    "silent_long": PatientWords(
        PLAN_PAUSED,
        _("It has been a while, so your doctor checks the plan first."),
        (NOTHING_LOST, _("Call the clinic when you want to start again."), PAUSED),
    ),
    "silent": PatientWords(
        _("Good to see you"),
        _("It has been some days. You can start again when you feel ready."),
        (NOTHING_LOST, _("Call your doctor if something holds you back.")),
    ),
    "low_adherence": PatientWords(
        _("A simpler plan may help"),
        _("Some plans are too much for a full day. That is not your fault."),
        (_("Your doctor can make yours shorter."), _("Every session you do counts.")),
    ),
    "flare_day": PatientWords(
        _("A gentle day"),
        _("Today is a bad day, so you do only what is gentle."),
        (_("Doing this counts as following your plan."), SLOWLY),
    ),
    "on_course": PatientWords(
        _("Your plan goes on"),
        _("Nothing in the last days speaks against it."),
        (SLOWLY,),
    ),
}
