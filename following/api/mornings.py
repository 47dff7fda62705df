"""The phone's way to answer how the morning after a session is."""

from __future__ import annotations

from datetime import timedelta

#: A phone may have been without a connection for as long as this.
OLDEST = timedelta(days=7)
