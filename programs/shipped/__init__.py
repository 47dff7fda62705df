"""The templates that come with the product: one TOML file each, checked before anything uses it."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from exercises.codes import Phase
from exercises.content import LibraryError, Line, Slug, Weekday, read_text

FOLDER = Path(__file__).parent

Words = Annotated[str, Field(min_length=20, max_length=400)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class DoseChange(_Strict):
    """Where a template's dose differs from the library's; hold and rest in seconds."""

    sets: Annotated[int, Field(ge=1, le=10)] | None = None
    repetitions: Annotated[int, Field(ge=1, le=50)] | None = None
    hold: Annotated[int, Field(ge=0, le=600)] | None = None
    rest: Annotated[int, Field(ge=0, le=300)] | None = None
    times_a_day: Annotated[int, Field(ge=1, le=6)] | None = None
    days_of_week: Annotated[tuple[Weekday, ...], Field(min_length=1)] | None = None

    def of(self, dose: dict[str, Any]) -> dict[str, Any]:
        return dose | self.model_dump(exclude_none=True)


class LineText(_Strict):
    exercise: Slug
    dose: DoseChange = DoseChange()
    note: Annotated[str, Field(max_length=300)] = ""


class TemplateText(_Strict):
    slug: Slug
    place: Annotated[int, Field(ge=1)]
    name: Line
    phase: Phase
    rationale: Words
    not_for: Words
    lines: Annotated[tuple[LineText, ...], Field(min_length=1)]


@cache
def read_templates(folder: Path = FOLDER) -> tuple[TemplateText, ...]:
    """Every template of the folder, in its place."""
    texts = [read_text(path, TemplateText) for path in sorted(folder.glob("*.toml"))]
    places = Counter(text.place for text in texts)
    for text in texts:
        if places[text.place] > 1:
            raise LibraryError(f"{text.slug}.toml: place: {text.place} is given twice")
        if len({line.exercise for line in text.lines}) < len(text.lines):
            raise LibraryError(f"{text.slug}.toml: lines: an exercise stands twice")
    return tuple(sorted(texts, key=lambda text: text.place))
