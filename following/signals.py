from django.dispatch import Signal

#: Sent after a session's record changed, inside the same transaction: `session`, and `decision`
#: with `stop` when a stop rule or the check-in decided something, else None.
session_recorded = Signal()
