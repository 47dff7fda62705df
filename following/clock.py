"""The clock of a phone, which may be wrong, held against the server's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

#: A clock that is less wrong than this is believed; so much is lost on the way, too.
TOLERATED = timedelta(minutes=5)
#: A moment longer ago says more of the clock than of the moment.
OLDEST = timedelta(days=60)
#: The most seconds that the record of a session can hold.
MOST_SKEW = 2**31 - 1


@dataclass(frozen=True)
class Told:
    """What the phone's clock showed at a moment, and how many seconds it was ahead."""

    at: datetime | None = None
    skew: int | None = None


#: Of what no phone has told.
UNTOLD = Told()


@dataclass(frozen=True)
class PhoneClock:
    """`sent_at` is what the phone's clock showed when the report arrived `now`, None if untold."""

    now: datetime
    sent_at: datetime | None = None

    @property
    def skew(self) -> int | None:
        """Seconds by which the phone's clock is ahead."""
        if self.sent_at is None:
            return None
        return max(-MOST_SKEW, min(round(self._ahead.total_seconds()), MOST_SKEW))

    def waited(self, happened_at: datetime) -> timedelta:
        """How long a report lay on the phone, by the phone's own clock; nothing if untold."""
        return max(self.sent_at - happened_at, timedelta()) if self.sent_at else timedelta()

    def told(self, happened_at: datetime) -> Told:
        return Told(happened_at, self.skew)

    def corrected(self, happened_at: datetime, *, not_before: datetime | None = None) -> datetime:
        """The moment by the server's clock; what lies ahead, or too far back, is taken as now."""
        is_wrong = abs(self._ahead) > TOLERATED
        ago = self.waited(happened_at) if is_wrong else self.now - happened_at
        moment = self.now - ago if timedelta() <= ago <= OLDEST else self.now
        return max(moment, not_before or moment)

    @property
    def _ahead(self) -> timedelta:
        return self.sent_at - self.now if self.sent_at else timedelta()
