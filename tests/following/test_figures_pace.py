"""The figure and the count are one movement: each lasts as long as the dose says."""

import re

import pytest

from exercises import figures
from exercises.drawing import draw
from following.line_document import line_document
from programs.dosage import is_one_long_time
from tests.factories import PrescribedLineFactory, RevisionFactory, exercise

pytestmark = pytest.mark.django_db

LOOP = re.compile(r'dur="([\d.]+)s"')


def test_requirement_10_every_figure_moves_and_holds_for_as_long_as_the_phases_are_counted():
    revision = RevisionFactory()
    paced, others = 0, []
    for slug in figures.slugs():
        one = exercise(slug)
        dose = one.current.content["dose"]
        line = PrescribedLineFactory.build(
            revision=revision,
            exercise=one,
            version=one.current,
            tempo=dose["tempo"],
            hold=dose["hold"],
        )
        phases = line_document(line, place=1, count=1)["phases"]
        drawing = draw(slug, {"tempo": dose["tempo"], "hold": str(dose["hold"])})
        moved = {float(seconds) for seconds in LOOP.findall(drawing)}
        if not is_one_long_time(line.dosage):
            paced += 1
            others += [] if moved == {sum(phase["seconds"] for phase in phases)} else [slug]

    assert (others, paced > 50) == ([], True)
