"""What a doctor narrows the library by, as it stands in a page's address."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import NamedTuple, Self

from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exercises.codes import LOADS, Code, Equipment, Goal, Phase, Position
from exercises.models import ExerciseQuerySet


def _options(codes: Iterable[Code]) -> list[tuple[str, str | Promise]]:
    return [(code.value, code.label) for code in codes]


LABELS = {
    "position": _("Position"),
    "goal": _("Goal"),
    "load": _("Load"),
    "equipment": _("Equipment"),
    "phase": _("Phase"),
}
CODES: dict[str, list[tuple[str, str | Promise]]] = {
    "position": _options(Position),
    "goal": _options(Goal),
    "load": [(str(load), format_lazy(_("Load up to {load}"), load=load)) for load in LOADS],
    "equipment": _options(Equipment),
    "phase": _options(Phase),
}


class Option(NamedTuple):
    value: str
    label: str | Promise
    selected: bool


class Choice(NamedTuple):
    """One filter as a page offers it; `label` also stands for "any"."""

    name: str
    label: str | Promise
    options: list[Option]


@dataclass(frozen=True, kw_only=True)
class LibraryFilters:
    q: str = ""
    position: str = ""
    goal: str = ""
    load: str = ""
    equipment: str = ""
    phase: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """What the address asks for; what the library has no word for is left out."""
        asked = {
            name: value
            for name, value in query.items()
            if name in CODES and any(value == code for code, _label in CODES[name])
        }
        return cls(q=" ".join(query.get("q", "").replace("\0", "").split())[:80], **asked)

    def apply(self, exercises: ExerciseQuerySet) -> ExerciseQuerySet:
        return exercises.search(self.q).filtered(
            position=self.position,
            goal=self.goal,
            load=int(self.load) if self.load else None,
            equipment=self.equipment,
            phase=self.phase,
        )

    @property
    def is_active(self) -> bool:
        return any(asdict(self).values())

    def address(self, path: str) -> str:
        """The page's address with what is chosen, without what stands open."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        return f"{path}?{urlencode(chosen)}" if chosen else path

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(
                name,
                LABELS[name],
                [Option(value, label, value == getattr(self, name)) for value, label in codes],
            )
            for name, codes in CODES.items()
        ]
