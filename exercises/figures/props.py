"""What an exercise is done on or with; all of it is drawn behind the body."""

from __future__ import annotations

from exercises.figures import paint
from exercises.figures.geometry import Camera, Vec
from exercises.figures.poses import Prop
from exercises.figures.shapes import Outline, Part, capsule, ellipse, polygon

MAT_DEPTH = 0.045
SEAT_HEIGHT = 0.46
SEAT_HALF = 0.21
BACKREST = 0.46  # above the seat


def drawn(prop: Prop, camera: Camera) -> list[Part]:
    return _chair(prop, camera) if prop.kind == "chair" else [_ground(prop, camera)]


def _ground(prop: Prop, camera: Camera) -> Part:
    """A mat seen from its side is a bar; seen from above its edge, it is an oval."""
    middle, half = Vec(prop.x, 0), prop.width / 2
    if camera.is_from_above:
        reach = [camera.flatten(Vec(0, 0, half)), camera.flatten(Vec(half, 0, 0))]
        return Part(paint.GROUND, ellipse(camera.project(middle), reach))
    depth = MAT_DEPTH if prop.kind == "mat" else MAT_DEPTH / 2
    ends = (complex(prop.x - half, -depth / 2), complex(prop.x + half, -depth / 2))
    return Part(paint.GROUND, capsule(*ends, depth / 2, depth / 2))


def _chair(prop: Prop, camera: Camera) -> list[Part]:
    ahead = SEAT_HALF if prop.faces == "right" else -SEAT_HALF
    front, back = prop.x + ahead, prop.x - ahead
    top, low = SEAT_HEIGHT + BACKREST, SEAT_HEIGHT + 0.2
    parts = []
    for z in (-SEAT_HALF, SEAT_HALF):
        wood = paint.WOOD if z > 0 else paint.FAR_WOOD
        legs = [
            *_bar(camera, Vec(front, 0.015, z), Vec(front, SEAT_HEIGHT - 0.03, z)),
            *_bar(camera, Vec(back, 0.015, z), Vec(back - ahead * 0.2, top, z)),
        ]
        parts.append(Part(wood, legs))
    rest = back - ahead * 0.15
    panel = [
        Vec(rest, low, -SEAT_HALF),
        Vec(rest, low, SEAT_HALF),
        Vec(back - ahead * 0.2, top, SEAT_HALF),
        Vec(back - ahead * 0.2, top, -SEAT_HALF),
    ]
    seat = [
        Vec(x, y, z)
        for x, z in ((back, -SEAT_HALF), (front, -SEAT_HALF), (front, SEAT_HALF), (back, SEAT_HALF))
        for y in (SEAT_HEIGHT - 0.015,)
    ]
    edge = SEAT_HEIGHT - 0.02
    rims = [
        *_bar(camera, Vec(back, edge, SEAT_HALF), Vec(front, edge, SEAT_HALF)),
        *_bar(camera, Vec(front, edge, -SEAT_HALF), Vec(front, edge, SEAT_HALF)),
    ]
    return [
        parts[0],
        Part(paint.FAR_WOOD, _panel(camera, panel)),
        parts[1],
        Part(paint.WOOD, _panel(camera, seat)),
        Part(paint.WOOD, rims),
    ]


def _bar(camera: Camera, start: Vec, end: Vec, radius: float = 0.018) -> Outline:
    return capsule(camera.project(start), camera.project(end), radius, radius)


def _panel(camera: Camera, corners: list[Vec]) -> Outline:
    return polygon([camera.project(corner) for corner in corners])
