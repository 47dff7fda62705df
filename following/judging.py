"""The stop rules applied to a session: by its own revision and by the newest, the stricter wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from following.models import Session
from programs import reading, stop_rules
from programs.models import Revision
from programs.stop_rules import Decision, Outcome

Moment = Literal["check_in", "during"]

#: The outcomes after which no exercise of the session may follow.
ENDING = frozenset({Outcome.STOP_SESSION, Outcome.NO_SESSION, Outcome.EMERGENCY})


@dataclass(frozen=True)
class Verdict:
    """What was decided, and the newer revision that the phone did not have, if there is one."""

    decision: Decision
    newer: Revision | None = None


def judge(session: Session, moment: Moment, finding: Mapping[str, Any]) -> Verdict:
    """The phone judged by the session's revision; what was prescribed since may be stricter."""
    own = _decide(session.revision, moment, finding)
    newest = reading.latest_revision(session.program)
    if newest is None or newest.pk == session.revision_id:
        return Verdict(own)
    return Verdict(stop_rules.stricter(own, _decide(newest, moment, finding)), newer=newest)


def _decide(revision: Revision, moment: Moment, finding: Mapping[str, Any]) -> Decision:
    preference = {"directional_preference": bool(revision.directional_preference)}
    return stop_rules.decide(getattr(revision.rules, moment), {**finding, **preference})
