"""The changes of a revision in words, for the patient and for the doctor alike."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programs.changes import Row
from programs.dosage import Dosage, from_json, how_often, in_words
from programs.models import Direction
from programs.stop_rules import Policy


def sentences(rows: Iterable[Row], names: Mapping[str, str] | None = None) -> Iterator[str]:
    """A sentence for each change; `names` by slug stand in for those kept with the rows."""
    for row in rows:
        name = _name(row, names or {}) if "slug" in row else ""
        before, after = row["before"], row["after"]
        if row["kind"] == "easier" and after:
            after = _name(after, names or {})
        yield SENTENCES[row["kind"]](name, before, after)


def _name(one: Row, names: Mapping[str, str]) -> str:
    return names.get(one["slug"], one["name"])


def _added(name: str, before: None, after: dict[str, Any]) -> str:
    return _("New: %(name)s, %(dose)s.") % {"name": name, "dose": in_words(from_json(after))}


def _removed(name: str, before: dict[str, Any], after: None) -> str:
    return _("No longer part of your program: %(name)s.") % {"name": name}


def _dosed(name: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    return _redosed(name, from_json(before), from_json(after))


def _redosed(name: str, before: Dosage, after: Dosage) -> str:
    """Say what differs in the words that tell the two doses apart."""
    for words in (in_words, how_often):
        if words(before) != words(after):
            values = {"name": name, "before": words(before), "after": words(after)}
            return _("%(name)s: now %(after)s. Before: %(before)s.") % values
    return _("%(name)s: another pace or another rest.") % {"name": name}


def _bad_day(name: str, before: dict[str, int] | None, after: dict[str, int] | None) -> str:
    if after is None:
        return _("Not on bad days any more: %(name)s.") % {"name": name}
    words = ngettext(
        "On bad days: %(name)s, %(sets)s set of %(repetitions)s.",
        "On bad days: %(name)s, %(sets)s sets of %(repetitions)s.",
        after["sets"],
    )
    return words % {"name": name, **after}


def _easier(name: str, before: object, after: str | None) -> str:
    if after is None:
        return _("No easier version any more: %(name)s.") % {"name": name}
    return _("If it hurts: %(easier)s in place of %(name)s.") % {"name": name, "easier": after}


def _limits(name: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    """Of one exercise, or of all where there is no name."""
    values = {"name": name or _("All exercises"), **(after or {})}
    if after is None:
        return _("%(name)s: the usual limits for pain again.") % values
    if after["stop_exercise_at"] is None:
        return _("%(name)s: the session stops from pain %(stop_session_at)s.") % values
    if after["stop_session_at"] is None:
        return _("%(name)s: stop it from pain %(stop_exercise_at)s.") % values
    return (
        _(
            "%(name)s: stop it from pain %(stop_exercise_at)s; "
            "the session stops from pain %(stop_session_at)s."
        )
        % values
    )


def _policy(name: str, before: str, after: str) -> str:
    if after == Policy.MONITORED:
        return _("You may go on with mild pain, up to 3 of 10.")
    return _("Any pain stops the exercise now.")


def _preference(name: str, before: str, after: str) -> str:
    if not after:
        return _("When leg pain moves up, stop the exercise.")
    return _("When leg pain moves up, you may go on (direction: %(direction)s).") % {
        "direction": Direction(after).label
    }


SENTENCES: dict[str, Callable[[str, Any, Any], str]] = {
    "added": _added,
    "removed": _removed,
    "dosed": _dosed,
    "bad_day": _bad_day,
    "easier": _easier,
    "limits": _limits,
    "policy": _policy,
    "preference": _preference,
}
