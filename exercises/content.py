"""The library's texts: one TOML file per exercise, checked before anything uses it."""

import hashlib
import json
import tomllib
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from exercises.codes import (
    Contraindication,
    Direction,
    Equipment,
    Goal,
    Phase,
    Position,
    Sides,
    StopRule,
)

LIBRARY = Path(__file__).parent / "library"
#: A slug that stands in until an own exercise is saved and has its own.
UNSAVED = "unsaved"

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, Field(min_length=3, max_length=400)]
Line = Annotated[str, Field(min_length=3, max_length=80)]
Weekday = Annotated[int, Field(ge=0, le=6)]


Model = TypeVar("Model", bound=BaseModel)


class LibraryError(ValueError):
    """A library file says something wrong; the message names the file and the field."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Dose(_Strict):
    """Where the doctor starts from: hold and rest in seconds, tempo as out-hold-back seconds."""

    sets: Annotated[int, Field(ge=1, le=10)]
    repetitions: Annotated[int, Field(ge=1, le=50)]
    hold: Annotated[int, Field(ge=0, le=1800)] = 0
    rest: Annotated[int, Field(ge=0, le=300)] = 15
    tempo: Annotated[str, Field(pattern=r"^\d{1,2}-\d{1,2}-\d{1,2}$")] = "3-1-3"
    sides: Sides
    times_a_day: Annotated[int, Field(ge=1, le=6)]
    days_of_week: Annotated[tuple[Weekday, ...], Field(min_length=1)] = (0, 1, 2, 3, 4, 5, 6)


class ExerciseText(_Strict):
    slug: Slug
    name: Line
    patient_name: Annotated[str, Field(min_length=3, max_length=32)]
    synonyms: Annotated[tuple[Line, ...], Field(min_length=1)]
    source_order: Annotated[int, Field(ge=1)] | None = None

    position: Position
    tags: Annotated[tuple[Goal, ...], Field(min_length=1)]
    target: Line
    load: Annotated[int, Field(ge=0, le=4)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    direction: Direction
    equipment: tuple[Equipment, ...]
    stop: Annotated[tuple[StopRule, ...], Field(min_length=1)]
    contraindications: tuple[Contraindication, ...]
    easier: Slug | None = None
    harder: Slug | None = None
    standing_gate: bool = False
    prevention_only: bool = False
    everyday: bool = False
    doctor_only: bool = False

    set_up: Text
    steps: Annotated[tuple[Text, ...], Field(min_length=3, max_length=5)]
    breathing: Text
    mistakes: Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)]
    stop_if: Annotated[tuple[Text, ...], Field(min_length=1, max_length=3)]
    why: Text
    cue: Line
    dose: Dose

    @model_validator(mode="after")
    def _gates_agree(self) -> Self:
        if self.position == Position.STANDING and not self.standing_gate:
            raise PydanticCustomError(
                "gate", "standing_gate: a standing exercise waits for the standing gate"
            )
        if self.prevention_only and self.phases != (Phase.PREVENTION,):
            raise PydanticCustomError(
                "gate", 'phases: a prevention-only exercise has the phase "P" alone'
            )
        return self

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    @property
    def fingerprint(self) -> str:
        """Tells one wording or dose from another, whatever the order of the file's lines."""
        canonical = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()


class Media(_Strict):
    """A photo or video that a version shows, by the id under which it is stored."""

    id: UUID
    kind: Literal["photo", "video"]
    alt: Annotated[str, Field(min_length=3, max_length=200)]
    width: int
    height: int


class OwnText(ExerciseText):
    """A clinic's own exercise; `figure` is a library figure's slug or pose data as in its files."""

    synonyms: tuple[Line, ...] = ()
    target: Annotated[str, Field(max_length=80)] = ""
    figure: Slug | dict[str, Any] | None = None
    media: tuple[Media, ...] = ()

    @property
    def has_picture(self) -> bool:
        return bool(self.figure or self.media)


def read_text(path: Path, form: type[Model]) -> Model:
    """The file's text, named by its slug; what is wrong in it is told by file and field."""
    try:
        fields = tomllib.loads(path.read_text(encoding="utf-8"))
        return form.model_validate({"slug": path.stem, **fields})
    except tomllib.TOMLDecodeError as error:
        raise LibraryError(f"{path.name}: {error}") from error
    except ValidationError as error:
        raise LibraryError("\n".join(_problems(path, error))) from error


def read_exercise(path: Path) -> ExerciseText:
    return read_text(path, ExerciseText)


def read_library(folder: Path = LIBRARY) -> list[ExerciseText]:
    """Every exercise of the folder, in the order of their slugs."""
    texts = [read_exercise(path) for path in sorted(folder.glob("*.toml"))]
    places = Counter(text.source_order for text in texts if text.source_order)
    for text in texts:
        if text.source_order and places[text.source_order] > 1:
            raise LibraryError(
                f"{text.slug}.toml: source_order: {text.source_order} is given twice"
            )
    return texts


def _problems(path: Path, error: ValidationError) -> list[str]:
    return [
        ": ".join(filter(None, (path.name, _field(problem["loc"]), problem["msg"])))
        for problem in error.errors()
    ]


def _field(location: tuple[int | str, ...]) -> str:
    """The field as one would look for it in the file, such as `dose.sets` or `steps.2`."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
