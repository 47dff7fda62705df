"""A few kind words from what was done: true, never about what was not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Counts:
    """Of the last four weeks; a stopped session is one that was done rightly."""

    done: int = 0
    stopped: int = 0
    bad_days: int = 0


def headline(counts: Counts) -> str:
    sessions = counts.done + counts.stopped
    if sessions:
        words = ngettext("%(count)s session in 4 weeks", "%(count)s sessions in 4 weeks", sessions)
        return words % {"count": sessions}
    if counts.bad_days:
        return _("You looked after yourself")
    return _("You can begin at any time")


def words(counts: Counts) -> tuple[str, ...]:
    """What else may be said, each in a sentence or two."""
    said = []
    if counts.stopped:
        stopped = ngettext(
            "You stopped once when it hurt. That was right.",
            "You stopped %(count)s times when it hurt. That was right.",
            counts.stopped,
        )
        said.append(stopped % {"count": counts.stopped})
    if counts.bad_days:
        bad = ngettext(
            "You were gentle on a bad day. That counts too.",
            "You were gentle on %(count)s bad days. That counts too.",
            counts.bad_days,
        )
        said.append(bad % {"count": counts.bad_days})
    if not said:
        said.append(_("Every session helps, and so does every rest you need."))
    return tuple(said)
