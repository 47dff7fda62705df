"""A body dressed: its layers from back to front, each a few flat shapes."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from exercises.figures import paint
from exercises.figures import skeleton as adult
from exercises.figures.body import Body
from exercises.figures.geometry import Camera, Vec, tilted
from exercises.figures.head import head
from exercises.figures.limbs import Limb
from exercises.figures.poses import SIDES, STRAP
from exercises.figures.shapes import Outline, Part, capsule, ribbon, stub
from exercises.figures.trunk import OUTSIDE, Slice, Trunk

R = adult.RADII
SLEEVE, SHORTS_LEG = 0.52, 0.56  # how much of the upper arm and of the thigh is covered
STRAP_HALF_WIDTH, STRAP_TAIL = 0.011, 0.13  # the tail is what hangs from a hand
CALF = 0.02  # how far the muscle swells behind the shin


@dataclass(frozen=True, slots=True)
class Tailor:
    """Cuts the shapes of a body as one camera sees them."""

    camera: Camera

    def layers(
        self, body: Body, order: tuple[str, ...], between: dict[str, list[Part]]
    ) -> list[Part]:
        """Return every shape of a body from back to front, and the things between its layers."""
        parts = {"trunk": self.trunk(body.trunk), "head": head(body.trunk, self.camera)}
        parts[STRAP] = self.strap(body)
        for side in SIDES:
            away = body.trunk.pelvis.right.dot(self.camera.viewer) * OUTSIDE[side] < 0
            wear = paint.FAR if self.camera.is_from_side and away else paint.NEAR
            parts[f"{side}-leg"] = self.leg(body.legs[side], wear)
            upper, forearm, sleeve = self.arm(body.arms[side])
            apart = f"{side}-forearm" in order
            skin = upper if apart else [*upper, *forearm]
            parts[f"{side}-arm"] = [Part(wear.skin, skin), Part(wear.shirt, sleeve)]
            parts[f"{side}-forearm"] = [Part(wear.skin, forearm)]
        return [part for layer in order for part in (*between.get(layer, ()), *parts[layer])]

    def arm(self, limb: Limb) -> tuple[Outline, Outline, Outline]:
        """Return the bare upper arm, the forearm with its hand, and the sleeve."""
        bones, cuff = limb.bones, limb.root.towards(limb.middle, SLEEVE)
        thumb = limb.end + bones.palm * (0.2 * adult.HAND)
        above = bones.lower_front.across(bones.palm)
        thumb_tip = thumb + tilted(bones.palm, above, 38) * (0.36 * adult.HAND)
        upper = self.rod(cuff, limb.middle, R["elbow"] + 0.006, R["elbow"])
        forearm = [
            *self.rod(limb.middle, limb.end, R["elbow"], R["wrist"]),
            *self.rod(limb.end, limb.knuckles, R["wrist"], R["knuckles"]),
            *self.rod(limb.knuckles, limb.fingertips, R["knuckles"] - 0.002, R["fingertips"]),
            *self.rod(thumb, thumb_tip, 0.018, 0.014),
        ]
        return upper, forearm, self.rod(cuff, limb.root, R["elbow"] + 0.016, R["shoulder"])

    def leg(self, limb: Limb, wear: paint.Wardrobe) -> list[Part]:
        hem, calf = limb.root.towards(limb.middle, SHORTS_LEG), limb.bones.lower_front * -CALF
        skin = [
            *self.rod(hem, limb.middle, R["knee"] + 0.014, R["knee"]),
            *self.rod(limb.middle, limb.end, R["knee"] - 0.002, R["ankle"], calf),
        ]
        shoe = [
            *self.bar(limb.heel, limb.toes, R["heel"], R["toes"]),
            *self.rod(limb.end, limb.heel, R["ankle"] + 0.003, R["heel"]),
        ]
        shorts = self.rod(hem, limb.root, R["knee"] + 0.027, R["hip"])
        return [Part(wear.skin, skin), Part(wear.shoe, shoe), Part(wear.shorts, shorts)]

    def strap(self, body: Body) -> list[Part]:
        """Return both halves of a strap, each from the sole to a hand and a little further."""
        sole, half = body.legs["right"].sole, STRAP_HALF_WIDTH
        palms = (body.arms[side].palm for side in ("left", "right"))
        halves = ((palm, end) for palm in palms for end in (sole, palm - Vec(0, STRAP_TAIL)))
        return [Part(paint.STRAP, self.bar(palm, end, half, half)) for palm, end in halves]

    def trunk(self, trunk: Trunk) -> list[Part]:
        neck = self.rod(
            trunk.slices[-2].middle, trunk.skull, adult.NECK_RADIUS + 0.004, adult.NECK_RADIUS
        )
        left, right = self.edges(trunk.slices)
        hem = adult.HEM
        return [
            Part(paint.NEAR.skin, neck),
            Part(paint.NEAR.shorts, ribbon(left[: hem + 1], right[: hem + 1])),
            Part(paint.NEAR.shirt, ribbon(left[hem:], right[hem:])),
        ]

    def edges(self, slices: tuple[Slice, ...]) -> tuple[list[complex], list[complex]]:
        """Return both edges of a stack of elliptic sections, whichever way they are turned."""
        camera = self.camera
        middles = [camera.project(part.middle) for part in slices]
        ways = zip([middles[0], *middles[:-1]], [*middles[1:], middles[-1]], strict=True)
        left, right = [], []
        for middle, part, (before, after) in zip(middles, slices, ways, strict=True):
            across = (after - before) / (abs(after - before) or 1) * 1j
            breadth = (camera.flatten(part.axes.right) * across.conjugate()).real
            depth = (camera.flatten(part.axes.forward) * across.conjugate()).real
            section = part.section
            reach = hypot(breadth * section.half_width, depth * section.half_depth)
            reach *= camera.nearness(part.middle)
            left.append(middle + across * reach)
            right.append(middle - across * reach)
        return left, right

    def rod(
        self, start: Vec, end: Vec, start_radius: float, end_radius: float, bulge: Vec | None = None
    ) -> Outline:
        swell = self.camera.flatten(bulge) if bulge else 0j
        return stub(*self.ends(start, end, start_radius, end_radius), swell)

    def bar(self, start: Vec, end: Vec, start_radius: float, end_radius: float) -> Outline:
        return capsule(*self.ends(start, end, start_radius, end_radius))

    def ends(
        self, start: Vec, end: Vec, start_radius: float, end_radius: float
    ) -> tuple[complex, complex, float, float]:
        camera = self.camera
        return (
            camera.project(start),
            camera.project(end),
            start_radius * camera.nearness(start),
            end_radius * camera.nearness(end),
        )
