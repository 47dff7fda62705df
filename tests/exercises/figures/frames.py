"""Every frame of every exercise, and where the skin of a body is on it."""

from exercises.figures import skeleton as adult
from exercises.figures.body import Body
from exercises.figures.limbs import Limb
from exercises.figures.motion import CALM, Moment, body_at, moments
from exercises.figures.poses import Exercise
from exercises.figures.reader import load, slugs

R = adult.RADII
EXERCISES = [load(slug) for slug in slugs()]
FRAMES: list[tuple[Exercise, Moment, Body]] = [
    (exercise, moment, body_at(exercise, moment))
    for exercise in EXERCISES
    for moment in dict.fromkeys(moment for _, moment in moments(exercise, CALM))
]


def sole(leg: Limb) -> float:
    return min(leg.heel.y - R["heel"], leg.toes.y - R["toes"])


def calf(leg: Limb) -> float:
    middle = leg.middle.towards(leg.end, 0.45)
    return middle.y - (R["knee"] + R["ankle"]) / 2 - 0.01


def lowest(body: Body) -> dict[str, list[float]]:
    """The heights of the parts that may be told to touch something, on the right and left."""
    slices, legs, arms = body.trunk.slices, list(body.legs.values()), list(body.arms.values())
    chest = min(part.lowest for part in slices[adult.SHOULDERS - 2 : adult.SHOULDERS + 1])
    seat = min(body.trunk.hip.y - R["hip"], *(part.lowest for part in slices[: adult.HEM + 1]))
    return {
        "head": [body.trunk.head_lowest],
        "back": [chest],
        "chest": [chest],
        "hips": [seat],
        "knees": [leg.middle.y - R["knee"] for leg in legs],
        "calves": [calf(leg) for leg in legs],
        "feet": [sole(leg) for leg in legs],
        "left-foot": [sole(body.legs["left"])],
        "elbows": [arm.middle.y - R["elbow"] for arm in arms],
        "hands": [arm.palm.y - R["knuckles"] for arm in arms],
    }
