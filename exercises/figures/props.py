"""What an exercise is done on or with; all of it is drawn behind the body."""

from __future__ import annotations

from cmath import rect
from dataclasses import dataclass
from math import tau

from exercises.figures import paint
from exercises.figures.geometry import Camera, Vec
from exercises.figures.poses import Prop
from exercises.figures.shapes import Outline, Part, capsule, polygon, smooth

MAT_DEPTH, FLOOR_DEPTH = 0.045, 0.022
MAT_HALF = 0.36  # of its breadth, as seen from above
RIM = 16  # points around a floor, enough for its outline to look round
SEAT_HEIGHT = 0.46
SEAT_HALF = 0.21
BACKREST = (SEAT_HEIGHT + 0.2, SEAT_HEIGHT + 0.46)  # its lower and its upper edge
BAR = 0.018
# A pillow in half widths and half thicknesses: plump in the middle, with four blunt corners.
PILLOW = (
    *((-1.0, 0.0), (-0.97, 0.62), (-0.72, 0.86), (0.0, 1.0), (0.72, 0.86), (0.97, 0.62)),
    *((1.0, 0.0), (0.97, -0.62), (0.72, -0.86), (0.0, -1.0), (-0.72, -0.86), (-0.97, -0.62)),
)
WALL_HEIGHT, WALL_DEPTH = 1.86, 0.07
STEP_HEIGHT, STEP_HALF_BREADTH = 0.16, 0.24


def drawn(prop: Prop, camera: Camera) -> list[Part]:
    if prop.kind == "chair":
        return Chair(prop, camera).parts()
    if prop.kind == "step":
        return _step(prop, camera)
    draw = {"pillow": _pillow, "wall": _wall}.get(prop.kind, _ground)
    return [draw(prop, camera)]


def _ground(prop: Prop, camera: Camera) -> Part:
    """Draw a mat or floor: a bar from its side; from above a mat is square and a floor an oval."""
    half = prop.width / 2
    if camera.is_from_above and prop.kind == "mat":
        around = [(-half, -MAT_HALF), (half, -MAT_HALF), (half, MAT_HALF), (-half, MAT_HALF)]
        corners = [
            camera.project(Vec(prop.x + ahead, 0, prop.aside + aside)) for ahead, aside in around
        ]
        return Part(paint.GROUND, polygon(corners))
    if camera.is_from_above:
        rim = [rect(half, tau * turn / RIM) for turn in range(RIM)]
        places = (Vec(prop.x + point.real, 0, prop.aside + point.imag) for point in rim)
        return Part(paint.GROUND, smooth([camera.project(place) for place in places]))
    radius = (MAT_DEPTH if prop.kind == "mat" else FLOOR_DEPTH) / 2
    ends = (complex(prop.x - half, -radius), complex(prop.x + half, -radius))
    return Part(paint.GROUND, capsule(*ends, radius, radius))


def _pillow(prop: Prop, camera: Camera) -> Part:
    """Draw a square pillow, which looks as wide from every side."""
    place = Vec(prop.x, prop.height + prop.thick / 2, prop.aside)
    middle, half = camera.project(place), camera.nearness(place) / 2
    points = (complex(prop.width * x, prop.thick * y) for x, y in PILLOW)
    return Part(paint.PILLOW, smooth([middle + point * half for point in points]))


def _wall(prop: Prop, camera: Camera) -> Part:
    """Draw a wall cut where the body is: behind or before it, or else aside of it."""
    surface = Vec(prop.x, 0, prop.aside)
    if prop.aside:
        into = Vec(0, 0, WALL_DEPTH if prop.aside > 0 else -WALL_DEPTH)
    else:
        into = Vec(-WALL_DEPTH if prop.faces == "right" else WALL_DEPTH, 0)
    top = Vec(0, WALL_HEIGHT)
    corners = (surface, surface + into, surface + into + top, surface + top)
    return Part(paint.GROUND, polygon([camera.project(corner) for corner in corners]))


def _step(prop: Prop, camera: Camera) -> list[Part]:
    """Draw a wooden step: the end that is seen, its tread, and its near side before them."""
    half, edge, end = prop.width / 2, STEP_HALF_BREADTH, prop.x + prop.width / 2
    around = ((-half, edge), (half, edge), (half, -edge), (-half, -edge))
    tread = [Vec(prop.x + ahead, STEP_HEIGHT, aside) for ahead, aside in around]
    side = [*tread[:2], Vec(end, 0, edge), Vec(prop.x - half, 0, edge)]
    face = [*tread[1:3], Vec(end, 0, -edge), Vec(end, 0, edge)]
    panels = ((paint.FAR_WOOD, face), (paint.WOOD, tread), (paint.WOOD, side))
    return [
        Part(colour, polygon([camera.project(corner) for corner in corners]))
        for colour, corners in panels
    ]


@dataclass(frozen=True, slots=True)
class Chair:
    """A wooden chair without arms, as one camera sees it."""

    prop: Prop
    camera: Camera

    def parts(self) -> list[Part]:
        half, (low, top) = SEAT_HALF, BACKREST
        rest = [(-half, low, -half), (-half, low, half), (-half, top, half), (-half, top, -half)]
        seat, edge = SEAT_HEIGHT - 0.015, SEAT_HEIGHT - BAR
        corners = [
            (-half, seat, -half),
            (half, seat, -half),
            (half, seat, half),
            (-half, seat, half),
        ]
        rims = [
            *self.bar((-half, edge, half), (half, edge, half)),
            *self.bar((half, edge, -half), (half, edge, half)),
        ]
        return [
            Part(paint.FAR_WOOD, self.legs(-half)),
            Part(paint.FAR_WOOD, self.panel(rest)),
            Part(paint.WOOD, self.legs(half)),
            Part(paint.WOOD, self.panel(corners)),
            Part(paint.WOOD, rims),
        ]

    def legs(self, aside: float) -> Outline:
        front, back = SEAT_HALF, -SEAT_HALF
        return [
            *self.bar((front, BAR, aside), (front, SEAT_HEIGHT - BAR, aside)),
            *self.bar((back, BAR, aside), (back, BACKREST[1], aside)),
        ]

    def bar(self, start: tuple[float, float, float], end: tuple[float, float, float]) -> Outline:
        return capsule(self.at(*start), self.at(*end), BAR, BAR)

    def panel(self, corners: list[tuple[float, float, float]]) -> Outline:
        return polygon([self.at(*corner) for corner in corners])

    def at(self, ahead: float, height: float, aside: float) -> complex:
        """Project a point of the chair; the backrest leans back above the seat."""
        lean = 0.1 * max(0.0, height - SEAT_HEIGHT)
        facing = 1 if self.prop.faces == "right" else -1
        return self.camera.project(
            Vec(self.prop.x + facing * (ahead - lean), height, self.prop.aside + aside)
        )
