"""How far the joints of a person go, and where on a body they go further."""

from __future__ import annotations

from math import acos, degrees

from exercises.figures import skeleton as adult
from exercises.figures.body import Body
from exercises.figures.geometry import Axes, Vec
from exercises.figures.poses import Spine

# Degrees, least and most. Active ranges after the American Academy of Orthopaedic Surgeons,
# "Joint Motion: Method of Measuring and Recording" (1965). Some are wider, since weight or hands
# push the joint: the hip bends to 140 when the thigh is drawn in, the trunk that hands push up
# bends back by 50, and a foot that is pressed to the mat points down by the ankle's 50 and the
# midfoot's 20.
RANGES = {
    "hip": (-30, 140),
    "knee": (0, 150),
    "ankle": (-30, 70),
    "low arm back": (-90, 60),
    "raised arm back": (-90, 45),
    "elbow": (0, 150),
    "wrist": (0, 95),
    "trunk": (-50, 90),
    "neck": (-45, 45),
    "side bend": (-35, 35),
    "trunk turn": (-45, 45),
    "head turn": (-60, 60),
    "head tip": (-45, 45),
}
TOUCHING = 0.015  # metres; skin and mat give way this much
ROUNDING = 0.01  # degrees, by which a joint at the end of its range may seem beyond it


def between(one: Vec, other: Vec) -> float:
    return degrees(acos(max(-1.0, min(1.0, one.unit().dot(other.unit())))))


def flexion(bone: Vec, axes: Axes) -> float:
    """How far a hanging bone is swung forward (or, negative, back) out of the body's line."""
    return between(bone, axes.up * -1) * (1 if bone.dot(axes.forward) >= 0 else -1)


def behind(bone: Vec, axes: Axes) -> float:
    """How far a bone points behind the plane in which both arms hang or are spread."""
    return between(bone, axes.forward) - 90


def joint_angles(body: Body) -> dict[str, list[float]]:
    legs, thorax = body.legs.values(), body.trunk.thorax
    arms = [arm.bones for arm in body.arms.values()]
    raised = [arm.upper for arm in arms if arm.upper.dot(thorax.up) > 0]
    low = [arm.upper for arm in arms if arm.upper.dot(thorax.up) <= 0]
    return {
        "hip": [flexion(leg.bones.upper, body.trunk.pelvis) for leg in legs],
        "knee": [between(leg.bones.upper, leg.bones.lower) for leg in legs],
        "ankle": [90 - between(leg.bones.lower, leg.bones.tip) for leg in legs],
        "low arm back": [behind(upper, thorax) for upper in low],
        "raised arm back": [behind(upper, thorax) for upper in raised],
        "elbow": [between(arm.upper, arm.lower) for arm in arms],
        "wrist": [between(arm.lower, arm.palm) for arm in arms],
    }


def spine_angles(spine: Spine) -> dict[str, float]:
    return {
        "trunk": spine.lumbar + spine.thorax,
        "neck": spine.neck,
        "side bend": spine.bend,
        "trunk turn": spine.turn,
        "head turn": spine.look,
        "head tip": spine.ear,
    }


def beyond(body: Body) -> list[tuple[str, float]]:
    """Return the joints of the limbs that are beyond their range, and by how much they bend."""
    return [
        (joint, angle)
        for joint, angles in joint_angles(body).items()
        for angle in angles
        if not RANGES[joint][0] - ROUNDING <= angle <= RANGES[joint][1] + ROUNDING
    ]


def lowest(body: Body) -> float:
    """Return the height of the lowest skin, which the floor should carry."""
    radii, legs, arms = adult.RADII, body.legs.values(), body.arms.values()
    return min(
        body.trunk.lowest,
        *(leg.middle.y - radii["knee"] for leg in legs),
        *(leg.heel.y - radii["heel"] for leg in legs),
        *(leg.toes.y - radii["toes"] for leg in legs),
        *(arm.middle.y - radii["elbow"] for arm in arms),
        *(arm.palm.y - radii["knuckles"] for arm in arms),
    )
