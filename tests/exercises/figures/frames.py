"""Every frame of every exercise, and where the skin of a body is on it."""

from exercises.figures import skeleton as adult
from exercises.figures.body import Body
from exercises.figures.limbs import Limb
from exercises.figures.motion import CALM, Moment, body_at, moments
from exercises.figures.poses import SIDES, Exercise
from exercises.figures.reader import load, slugs

R = adult.RADII
EXERCISES = [load(slug) for slug in slugs()]
FRAMES: list[tuple[Exercise, Moment, Body]] = [
    (exercise, moment, body_at(exercise, moment))
    for exercise in EXERCISES
    for moment in dict.fromkeys(moment for _, moment in moments(exercise, CALM))
]


def knee(leg: Limb) -> float:
    return leg.middle.y - R["knee"]


def shoulder(arm: Limb) -> float:
    return arm.root.y - R["shoulder"]


def elbow(arm: Limb) -> float:
    return arm.middle.y - R["elbow"]


def palm(arm: Limb) -> float:
    return arm.palm.y - R["knuckles"]


def sole(leg: Limb) -> float:
    return min(leg.heel.y - R["heel"], leg.toes.y - R["toes"])


def calf(leg: Limb) -> float:
    middle = leg.middle.towards(leg.end, 0.45)
    return middle.y - (R["knee"] + R["ankle"]) / 2 - 0.01


def lowest(body: Body) -> dict[str, list[float]]:
    """The heights of the parts that may be told to touch something, on the right and left."""
    slices, legs, arms = body.trunk.slices, list(body.legs.values()), list(body.arms.values())
    chest = min(part.lowest for part in slices[adult.SHOULDERS - 2 : adult.SHOULDERS + 1])
    seat = min(
        *(leg.root.y - R["hip"] for leg in legs),
        *(part.lowest for part in slices[: adult.HEM + 1]),
    )
    either = {
        f"{side}-{part}": [height_of(limbs[side])]
        for side in SIDES
        for part, limbs, height_of in (
            ("knee", body.legs, knee),
            ("foot", body.legs, sole),
            ("shoulder", body.arms, shoulder),
            ("elbow", body.arms, elbow),
            ("hand", body.arms, palm),
        )
    }
    return either | {
        "head": [body.trunk.head_lowest],
        "back": [chest],
        "chest": [chest],
        "hips": [seat],
        "knees": [knee(leg) for leg in legs],
        "calves": [calf(leg) for leg in legs],
        "feet": [sole(leg) for leg in legs],
        "elbows": [elbow(arm) for arm in arms],
        "hands": [palm(arm) for arm in arms],
    }
