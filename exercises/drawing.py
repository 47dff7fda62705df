"""Which picture of an exercise an address asks for."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import cast

from django.urls import reverse
from django.utils.http import urlencode

from exercises import figures
from exercises.models import ExerciseVersion

DEFAULT_TEMPO = "3-1-3"


def draw(figure: str | figures.Exercise, query: Mapping[str, str]) -> str:
    """The SVG that the query describes, or FigureRequestError saying why there is none."""
    # Whatever the address says is handed on: the figures refuse it, in words, where they must.
    side = cast(figures.Side, query.get("side", "right"))
    frame = query.get("frame") or ("sheet" if query.get("still") else "")
    if frame:
        return figures.still(figure, side=side, frame=cast(figures.Frame, frame))
    tempo, hold = query.get("tempo") or DEFAULT_TEMPO, query.get("hold") or "0"
    timing = figures.timing_from(tempo, hold)
    if figures.is_steady(figure):
        timing = replace(timing, hold=0)
    return figures.animated(figure, timing=timing, side=side)


def figure_address(version: ExerciseVersion, /, **query: str) -> str:
    """The address of an exercise's figure, or nothing when it is photographed instead."""
    if version.is_composed:
        return library_figure(version.content["slug"], **query, version=str(version.number))
    return library_figure(version.figure, **query) if isinstance(version.figure, str) else ""


@lru_cache(maxsize=4096)
def library_figure(slug: str, /, **query: str) -> str:
    """The picture's address, with the edition that lets a browser keep it for a year."""
    wanted = {name: value for name, value in query.items() if value}
    address = reverse("exercises:figure", args=[slug])
    return f"{address}?{urlencode({**wanted, 'v': edition()})}"


@cache
def edition() -> str:
    """Changes whenever the drawings could: a fingerprint of the engine and its poses."""
    folder = Path(figures.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".py", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
