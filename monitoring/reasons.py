"""Alerts in words for the doctor, made when they are read from what was kept in no language."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.models import Reach
from programs import gates, safety
from programs.stop_rules import Outcome

TITLES: dict[str, str | Promise] = {
    "red_flag": gettext_lazy("Red flag answered with yes"),
    "chest_pain_or_faint": gettext_lazy("Chest pain or fainting"),
    "numb_or_weak": gettext_lazy("New numbness or weakness"),
    "ill": gettext_lazy("Ill or feverish"),
    "dizzy_or_breathless": gettext_lazy("Dizzy or short of breath"),
    "strong_pain": gettext_lazy("Strong pain during exercise"),
    "severe_pain_before": gettext_lazy("Severe pain before the session"),
    "strong_pain_before": gettext_lazy("Strong pain before the session"),
    "leg_pain_spread": gettext_lazy("Leg pain spread or grew"),
    "leg_pain_spread_again": gettext_lazy("Leg pain spread or grew twice in a session"),
    "moved_up": gettext_lazy("Leg pain moved up towards the back"),
    "moved_up_as_preferred": gettext_lazy("Leg pain moved up towards the back"),
    "moderate_pain": gettext_lazy("Moderate pain during exercise"),
    "pain_rose": gettext_lazy("Pain rose during exercise"),
    "reduced": gettext_lazy("Pain during exercise, went on with less"),
    "mild_pain": gettext_lazy("Mild pain during exercise"),
    "mild_pain_allowed": gettext_lazy("Mild pain during exercise, within the plan"),
    "no_pain": gettext_lazy("Stopped without pain"),
    "eased": gettext_lazy("Pain during exercise, went on with the easier version"),
    "limit_exercise": gettext_lazy("Pain reached the limit set for the exercise"),
    "limit_session": gettext_lazy("Pain reached the limit set for the session"),
    "blood_pressure": gettext_lazy("Blood pressure too high or not measured"),
    "new_condition": gettext_lazy("New pregnancy, surgery or diagnosis"),
    "morning_spread": gettext_lazy("Leg pain further down the next morning"),
    "morning_worse_again": gettext_lazy("Worse two mornings running"),
    "morning_worse": gettext_lazy("Worse the next morning"),
    "morning_same": gettext_lazy("No worse the next morning"),
    "severe_pain": gettext_lazy("Severe pain"),
    "stopped_twice": gettext_lazy("Several sessions stopped in 7 days"),
    "leg_pain_lasting": gettext_lazy("Leg pain at rest two days running"),
    "pain_median_rose": gettext_lazy("Pain rose over the week"),
    "clearance_lapsed": gettext_lazy("Clearance has lapsed"),
    "silent_long": gettext_lazy("Silent for so long that a new release is needed"),
    "silent": gettext_lazy("Silent for some days"),
    "low_adherence": gettext_lazy("Few of the sessions done in two weeks"),
    "on_course": gettext_lazy("On course"),
    "stale_plan": gettext_lazy("Followed an older plan"),
    "flare_day": gettext_lazy("Bad day, did the minimal plan"),
    "stage_closed": gettext_lazy("A stage is locked again"),
    "pain_came_back": gettext_lazy("Pain came back"),
    "pain_spread": gettext_lazy("Pain went further down the leg"),
}

STAGES_CLOSED: dict[int, str | Promise] = {
    gates.SITTING: gettext_lazy("Sitting is locked again"),
    gates.STANDING: gettext_lazy("Standing is locked again"),
}

SPREAD_TO: dict[str, str | Promise] = {
    Reach.THIGH: gettext_lazy("Pain spread to the thigh"),
    Reach.KNEE: gettext_lazy("Pain spread to the knee"),
    Reach.CALF: gettext_lazy("Pain spread to the calf"),
    Reach.FOOT: gettext_lazy("Pain spread to the foot"),
}

#: What the rules over days looked at.
MEASURED: dict[str, str | Promise] = {
    "worst_pain": gettext_lazy("pain of %(number)s of 10"),
    "stopped_sessions": gettext_lazy("%(number)s sessions stopped in 7 days"),
    "leg_two_days_running": gettext_lazy("leg %(number)s of 10 at rest or more, two days running"),
    "median_rise": gettext_lazy("median pain of the week up by %(number)s"),
    "silent_days": gettext_lazy("no word for %(number)s days"),
    "adherence_percent": gettext_lazy("%(number)s %% of the sessions of two weeks done"),
}


def title(reason: str, evidence: Mapping[str, Any]) -> str:
    """What happened, in a few words; where pain spread to is told when it is known."""
    if (
        reason in {"leg_pain_spread", "leg_pain_spread_again"}
        and evidence.get("reach") in SPREAD_TO
    ):
        return str(SPREAD_TO[evidence["reach"]])
    if reason == "stage_closed" and evidence.get("stage") in STAGES_CLOSED:
        return str(STAGES_CLOSED[evidence["stage"]])
    return str(TITLES.get(reason, _("Reported by the patient")))


def evidence_in_words(evidence: Mapping[str, Any]) -> str:
    """Such as "Knees to chest, leg 5 of 10. Session stopped, program paused."."""
    if "followed" in evidence:
        return _("The phone had plan %(followed)s. Plan %(newest)s is newer.") % evidence
    where = ", ".join(_where_and_how_much(evidence))
    flags = [
        str(flag.wording) for flag in safety.RED_FLAGS if flag.code in evidence.get("flags", ())
    ]
    because = str(TITLES.get(evidence.get("because", ""), ""))
    after = ", ".join(_what_followed(evidence))
    return " ".join(f"{capfirst(part)}." for part in (because, where, *flags, after) if part)


def _where_and_how_much(evidence: Mapping[str, Any]) -> Iterator[str]:
    if evidence.get("exercise"):
        yield evidence["exercise"]
    if evidence.get("leg") is not None:
        yield _("leg %(pain)s of 10") % {"pain": evidence["leg"]}
    if evidence.get("back") is not None:
        yield _("back %(pain)s of 10") % {"pain": evidence["back"]}
    if evidence.get("systolic") is not None:
        yield _("blood pressure %(systolic)s/%(diastolic)s") % evidence
    if evidence.get("sleep_disturbed"):
        yield _("slept badly")
    for field, words in MEASURED.items():
        if field in evidence:
            yield str(words) % {"number": evidence[field]}


def _what_followed(evidence: Mapping[str, Any]) -> Iterator[str]:
    if evidence.get("outcome"):
        yield str(Outcome(evidence["outcome"]).label)
    if evidence.get("suspended"):
        yield _("program paused")
