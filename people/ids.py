from uuid import UUID

from uuid_utils import compat


def uuid7() -> UUID:
    """A time-ordered UUID (version 7), so that new rows land at the end of their index."""
    return compat.uuid7()
