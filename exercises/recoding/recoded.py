from typing import Literal, NamedTuple


class MediaRefused(Exception):
    """A file that is not kept; the message says why, in words for whoever sent it."""


class Recoded(NamedTuple):
    kind: Literal["photo", "video"]
    suffix: str
    data: bytes
    width: int
    height: int
    seconds: float | None = None
