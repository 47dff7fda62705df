"""The people of the demo clinics, all invented, and how each of them fares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from monitoring.demo.stories import PlannedStop, Step, Story

KNEES, CAMEL, CURL = "double-knee-to-chest", "cat-camel-forearms", "curl-up-arms-crossed"
LEG, REST, SUPERMAN = "hook-lying-leg-raise", "rest-90-90", "superman"
TURN, ROLL, SIDE = "seated-rotation-hands-behind-head", "seated-roll-back", "standing-side-bend"

FIRST = Step(0, (KNEES, CAMEL, REST), "Your leg is calmer now, so we begin gently, lying down.")
SECOND = Step(
    20,
    (KNEES, CAMEL, CURL, TURN),
    "You did well for three weeks. We add work for your trunk, and a turn for sitting later.",
    {KNEES: {"repetitions": 6}},
)
THIRD = Step(
    44,
    (KNEES, CAMEL, LEG, TURN, SIDE),
    "Sitting goes well. Side bends follow once the pain has been gone for a week.",
    {KNEES: {"repetitions": 8}},
)
STEPS = (FIRST, SECOND, THIRD)

CENTRALISING = ((0, "calf"), (14, "knee"), (28, "thigh"), (42, "back"))
UNANSWERED: dict[str, Any] = {
    "red_flags": None,
    "numb_or_weak": False,
    "dizzy_or_breathless": False,
    "moved": "same",
    "reach": "",
}


def stop(days_ago: int, slot: int, **answers: Any) -> PlannedStop:
    return PlannedStop(days_ago, slot, {**UNANSWERED, **answers})


SPREAD = stop(33, 2, back=3, leg=5, moved="down", reach="calf")
IMPROVING = Story(
    leg=((0, 4.6), (20, 3.6), (27, 4.4), (34, 2.5), (48, 1.2), (60, 0.6)),
    back=((0, 4), (25, 2.4), (45, 0.8), (60, 0.3)),
    reach=CENTRALISING,
    steps=STEPS,
    sitting_opened_on=38,
    stops=(SPREAD,),
)
PLATEAU = Story(
    leg=((0, 5), (15, 4), (60, 4)),
    back=((0, 4), (60, 3)),
    reach=((0, "calf"),),
    steps=STEPS[:2],
    follows=0.7,
    stops=(stop(20, 1, back=3, leg=4), stop(9, 2, back=3, leg=4)),
)
FLARE = replace(
    IMPROVING,
    leg=((0, 4.7), (30, 2), (52, 2), (60, 4.5)),
    back=((0, 4), (40, 1), (60, 3)),
    reach=((0, "calf"), (20, "thigh"), (55, "calf")),
    stops=(
        stop(26, 2, back=2, leg=6, reach="calf"),
        stop(0, 1, back=4, leg=7, reach="calf"),
    ),
)
SPREADING = replace(
    PLATEAU,
    stops=(
        stop(0, 1, back=3, leg=4, moved="down", reach="foot"),
        stop(0, 1, back=3, leg=5, moved="down", reach="foot"),
    ),
)
PAIN_FREE = replace(
    IMPROVING, leg=((0, 5), (30, 1), (45, 0)), back=((0, 3), (30, 1), (42, 0)), follows=0.95
)
MAY_SIT = replace(
    IMPROVING,
    leg=((0, 5), (12, 3), (24, 1)),
    back=((0, 3), (24, 1)),
    reach=CENTRALISING[:2],
    days=24,
    steps=STEPS[:2],
    sitting_opened_on=None,
    stops=(),
)
SILENT = replace(IMPROVING, silent_for=8, follows=0.6)
NOT_STARTED = Story(days=3, steps=STEPS[:1], follows=0)
RED_FLAG = replace(IMPROVING, red_flags=("saddle_numbness",), status="suspended", stops=())
ILL = replace(
    PLATEAU, status="suspended", check_in={"back": 3, "leg": 4, "ill": True, "red_flag": False}
)
SUPERVISED = Story(days=0, steps=STEPS[:1], status="supervised")
DRAFT = Story(days=0, status="draft")
NEW = Story(days=0, status="")


@dataclass(frozen=True)
class Person:
    name: str
    birth_year: int
    sex: str
    story: Story
    doctor: str = "doctor"
    side: str = "left"
    reach: str = "calf"
    cause: str = "herniation"
    findings: tuple[str, ...] = ()
    clearance_ends_in: int = 60
    account: str = ""


TODAY_IN_PART = replace(IMPROVING, has_begun_today=True, review_in=11)
CAST = (
    Person("Anna Nowak", 1978, "female", TODAY_IN_PART, account="patient"),
    Person("Piotr Lis", 1965, "male", RED_FLAG, side="right", cause="degenerative"),
    Person("Oleg Petrov", 1971, "male", FLARE, side="right"),
    Person(
        "Marta Ruiz", 1959, "female", IMPROVING, findings=("hypertension",), clearance_ends_in=9
    ),
    Person("Jan Kowal", 1983, "male", MAY_SIT, reach="knee"),
    Person("Liv Berg", 1990, "female", SILENT, side="right"),
    Person("Ewa Wilk", 1972, "female", PAIN_FREE, reach="thigh", cause="degenerative"),
    Person("Tomasz Bury", 1955, "male", SPREADING, reach="calf", cause="degenerative"),
    Person("Nadia Haddad", 1988, "female", SUPERVISED, side="right"),
    Person("Karol Mazur", 1994, "male", DRAFT, reach="thigh"),
    Person("Ingrid Solberg", 1967, "female", ILL, cause="trauma"),
    Person("Marek Zych", 1980, "male", NOT_STARTED),
    Person("Hanna Dudek", 1976, "female", replace(IMPROVING, review_in=-1), side="right"),
    Person("Luis Ferreira", 1985, "male", PAIN_FREE, reach="foot"),
    Person("Zofia Gajda", 1961, "female", PLATEAU, findings=("diabetes",), cause="other"),
    Person("Emil Novak", 1999, "male", NEW, reach="thigh"),
    Person("Irena Sowa", 1957, "female", IMPROVING, doctor="admin", cause="degenerative"),
    Person("Pavel Dvorak", 1982, "male", MAY_SIT, doctor="admin", reach="knee"),
    Person("Greta Holm", 1974, "female", SILENT, doctor="admin"),
    Person("Adam Kruk", 1969, "male", FLARE, doctor="admin", side="right"),
    Person("Olena Bondar", 1991, "female", SUPERVISED, doctor="admin"),
    Person("Rosa Conti", 1963, "female", IMPROVING, doctor="doctor2"),
    Person("Hugo Blanc", 1987, "male", PLATEAU, doctor="doctor2", side="right"),
    Person("Maja Rybak", 1979, "female", SPREADING, doctor="doctor2"),
    Person("Ivan Horvat", 1958, "male", NOT_STARTED, doctor="doctor2"),
)
