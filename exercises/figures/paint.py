"""The palette: flat warm colours that read on a pale tile and on a dark one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paint:
    """A fill, and the darker line that sets it off from what lies behind."""

    fill: str
    line: str


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """The paints of one side of the body."""

    skin: Paint
    shirt: Paint
    shorts: Paint
    shoe: Paint


NEAR = Wardrobe(
    skin=Paint("#f2c3a0", "#c58a63"),
    shirt=Paint("#1a9c93", "#0d716d"),
    shorts=Paint("#426fa6", "#2c4e7a"),
    shoe=Paint("#f5efe4", "#8796a3"),
)
FAR = Wardrobe(
    skin=Paint("#d9a17c", "#b27a55"),
    shirt=Paint("#0f7f79", "#0a5f5c"),
    shorts=Paint("#385f90", "#284870"),
    shoe=Paint("#d3ccc0", "#788794"),
)
HAIR = Paint("#8a553a", "#653c29")
EAR = Paint("#e8b48e", "none")
MOUTH = Paint("#c58a63", "none")
EYE = Paint("#4a3328", "none")
GROUND = Paint("#a9bbc8", "#a9bbc8")
WOOD = Paint("#c39a6b", "#94704a")
FAR_WOOD = Paint("#a07a50", "#7d5e3c")
PILLOW = Paint("#efe3c8", "#a08f6c")
STRAP = Paint("#d69a2d", "#8f6413")
GHOST = "#8fa1ad"
ARROW = Paint("#0f8f8a", "#0f8f8a")
