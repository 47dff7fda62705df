"""What a doctor narrows the library by, as it stands in a page's address."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple, Self
from urllib.parse import parse_qsl

from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exercises.codes import LOADS, Code, Direction, Equipment, Goal, Phase, Position
from exercises.models import ExerciseQuerySet, Favourite
from people.models import User


def _options(codes: Iterable[Code]) -> list[tuple[str, str | Promise]]:
    return [(code.value, code.label) for code in codes]


# A patient's condition, and the cautions that rule an exercise out for it.
SAFE_WITH = {
    "osteoporosis": (_("Osteoporosis"), "OP"),
    "pregnancy": (_("Pregnancy"), "PS PP PA"),
    "flexion-intolerance": (_("Flexion intolerance"), "FI"),
    "stenosis": (_("Stenosis, spondylolisthesis"), "EI"),
    "rotation-intolerance": (_("Rotation intolerance"), "RI"),
    "irritable-nerve-root": (_("Irritable nerve root"), "NI"),
    "spinal-surgery": (_("Recent spinal surgery"), "SX"),
    "hypertension": (_("Hypertension"), "HT"),
    "heart-disease": (_("Heart disease"), "CV"),
    "diabetes": (_("Diabetes"), "DM"),
    "risk-of-falling": (_("Risk of falling"), "FR"),
    "hip-problem": (_("Hip problem"), "HP"),
    "knee-problem": (_("Knee problem"), "KN"),
    "arm-problem": (_("Wrist or shoulder problem"), "US"),
    "hernia": (_("Hernia"), "HN"),
}
LABELS = {
    "position": _("Position"),
    "goal": _("Goal"),
    "phase": _("Phase"),
    "load": _("Load"),
    "direction": _("Direction"),
    "equipment": _("Equipment"),
    "safe": _("Safe with…"),
    "whose": _("Whose"),
    "favourites": _("Favourites"),
}
CODES: dict[str, list[tuple[str, str | Promise]]] = {
    "position": _options(Position),
    "goal": _options(Goal),
    "phase": _options(Phase),
    "load": [(str(load), format_lazy(_("Load up to {load}"), load=load)) for load in LOADS],
    "direction": _options(Direction),
    "equipment": _options(Equipment),
    "safe": [(condition, label) for condition, (label, _codes) in SAFE_WITH.items()],
    "whose": [("ours", _("Our own")), ("retired", _("Our retired ones"))],
    "favourites": [("only", _("Favourites only"))],
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
    phase: str = ""
    load: str = ""
    direction: str = ""
    equipment: str = ""
    safe: str = ""
    whose: str = ""
    favourites: str = ""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """What the address asks for; what the library has no word for is left out."""
        asked = {
            name: value
            for name, value in query.items()
            if name in CODES and any(value == code for code, _label in CODES[name])
        }
        return cls(q=" ".join(query.get("q", "").replace("\0", "").split())[:80], **asked)

    def apply(self, exercises: ExerciseQuerySet, *, doctor: User) -> ExerciseQuerySet:
        _label, cautions = SAFE_WITH.get(self.safe, ("", ""))
        found = exercises.of(self.whose).filtered(
            position=self.position,
            goal=self.goal,
            phase=self.phase,
            load=int(self.load) if self.load else None,
            direction=self.direction,
            equipment=self.equipment,
            without=cautions.split(),
        )
        if self.favourites:
            found = found.filter(Favourite.objects.visible_to(doctor).marks())
        return found.search(self.q)

    @property
    def is_active(self) -> bool:
        return any(asdict(self).values())

    def is_step_from(self, address: str) -> bool:
        """Whether another filter was chosen since: a step to go back to, as a word typed is not."""
        _path, _mark, query = address.partition("?")
        before = self.from_query(dict(parse_qsl(query.partition("#")[0])))
        return replace(before, q=self.q) != self

    def address(self, path: str, *, page: int = 1) -> str:
        """The page's address with what is chosen, without what stands open."""
        chosen = {name: value for name, value in asdict(self).items() if value}
        if page > 1:
            chosen["page"] = str(page)
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
