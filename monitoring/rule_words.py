"""The stop rules as a doctor reads them: a table's row, and the answers it was judged by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from programs import safety
from programs.stop_rules import Row

FIELDS: dict[str, str | Promise] = {
    "red_flag": gettext_lazy("red flag"),
    "chest_pain_or_faint": gettext_lazy("chest pain or fainting"),
    "numb_or_weak": gettext_lazy("new numbness or weakness"),
    "ill": gettext_lazy("ill or feverish"),
    "dizzy_or_breathless": gettext_lazy("dizzy or short of breath"),
    "new_condition": gettext_lazy("new pregnancy, surgery or diagnosis"),
    "clearance_lapsed": gettext_lazy("a clearance has lapsed"),
    "pain": gettext_lazy("pain, back or leg"),
    "back": gettext_lazy("back pain"),
    "leg": gettext_lazy("leg pain"),
    "rise": gettext_lazy("pain, back or leg, higher than before by"),
    "back_rise": gettext_lazy("back pain higher than before by"),
    "leg_rise": gettext_lazy("leg pain higher than before by"),
    "back_before": gettext_lazy("back pain before"),
    "leg_before": gettext_lazy("leg pain before"),
    "moved": gettext_lazy("pain moved"),
    "times_peripheralised_before": gettext_lazy("leg pain spread or grew earlier in the session"),
    "directional_preference": gettext_lazy("directional preference is set"),
    "can_be_reduced": gettext_lazy("repetitions can be halved"),
    "can_be_eased": gettext_lazy("an easier version is approved"),
    "exercise": gettext_lazy("exercise"),
    "blood_pressure_due": gettext_lazy("blood pressure is asked"),
    "systolic": gettext_lazy("upper blood pressure"),
    "diastolic": gettext_lazy("lower blood pressure"),
    "sleep_disturbed": gettext_lazy("slept badly"),
    "worse_mornings_before": gettext_lazy("worse mornings just before"),
    "worst_pain": gettext_lazy("worst pain"),
    "stopped_sessions": gettext_lazy("sessions stopped in 7 days"),
    "leg_two_days_running": gettext_lazy("leg pain at rest two days running"),
    "median_rise": gettext_lazy("weekly median of pain up by"),
    "silent_days": gettext_lazy("days of silence"),
    "adherence_percent": gettext_lazy("percent of sessions done in two weeks"),
}
VALUES: dict[Any, str | Promise] = {
    True: gettext_lazy("yes"),
    False: gettext_lazy("no"),
    None: gettext_lazy("not answered"),
    "down": gettext_lazy("down the leg"),
    "same": gettext_lazy("nowhere"),
    "up": gettext_lazy("up towards the back"),
}
#: Counted by the product itself, so that there is always an answer.
COUNTED = frozenset(
    {
        "times_peripheralised_before",
        "worse_mornings_before",
        "blood_pressure_due",
        "clearance_lapsed",
        "worst_pain",
        "stopped_sessions",
        "leg_two_days_running",
        "median_rise",
        "silent_days",
        "adherence_percent",
    }
)
#: What counts an unknown answer as the worse one, and what does not.
ASKING = {"may_be": "%s", "at_least": gettext_lazy("%s or more"), "below": gettext_lazy("under %s")}
SURE = {"is": "%s", "at_most": gettext_lazy("%s or less")}


def row_in_words(row: Row) -> str:
    """Its conditions, such as "Pain, back or leg: 6 or more, or not answered"."""
    if not row["when"]:
        return _("Whenever no row above holds")
    return "; ".join(capfirst(_condition(*condition)) for condition in row["when"])


def answers_in_words(finding: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each answer beside its question, in the order in which the tables ask."""
    return tuple(
        (capfirst(str(label)), _value(finding[field]))
        for field, label in FIELDS.items()
        if field in finding and field != "exercise"
    )


def flags_in_words(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """The red flags that were answered with yes."""
    return tuple((str(safety.red_flag(code).wording), _("yes")) for code in codes)


def _condition(field: str, operator: str, value: Any) -> str:
    words = str({**ASKING, **SURE}[operator]) % _value(value)
    if operator in ASKING and field not in COUNTED:
        words = _("%(answer)s, or not answered") % {"answer": words}
    return f"{FIELDS[field]}: {words}"


def _value(value: Any) -> str:
    # 1 and True are the same key.
    named = value is None or isinstance(value, bool | str)
    return str(VALUES.get(value, value)) if named else str(value)
