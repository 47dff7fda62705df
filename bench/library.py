"""python -m bench.library: how long the server takes over the library's page, of 5,000 exercises.

Times are medians in milliseconds, also as a ratio to a yardstick: a loop of plain Python in the
same run, so that a slow machine can be told from slow code.
"""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy as shallow_copy
from functools import partial
from itertools import product

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.db import connection, transaction
from django.test import Client
from django.test.runner import DiscoverRunner

from exercises.models import Exercise, ExerciseVersion
from exercises.search import fold
from exercises.services import load_library
from people.ids import uuid7
from people.models import Clinic, Doctor, User

EXERCISES = 5_000
BUDGET = 50  # milliseconds
RUNS = 15
SYLLABLES = ("ba", "ko", "li", "mu", "ne", "pra", "sto", "ti", "ver", "zan")
PAGES = {
    "first page": "/library/",
    "third page": "/library/?page=3",
    "search": "/library/?q=knee+hug",
    "search of five words": "/library/?q=lying+knee+to+chest+back+stretch",
    "search with a slip": "/library/?q=streching+sqaut",
    "search that finds nothing": "/library/?q=qwertyuiop",
    "filters": "/library/?position=SUP&goal=mob&phase=R&load=2&safe=osteoporosis",
    "search and filters": "/library/?q=rotation&position=SIT&safe=pregnancy",
    "favourites": "/library/?favourites=only",
}


def main() -> None:
    with _scratch_database():
        load_library()
        _multiply()
        client = Client(headers={"Host": "localhost", "HX-Request": "true"})
        client.force_login(_doctor())
        yardstick = _milliseconds(_plain_python)
        print(f"{EXERCISES} exercises; budget {BUDGET} ms; yardstick {yardstick:.1f} ms")
        for name, address in PAGES.items():
            took = _milliseconds(partial(client.get, address))
            verdict = "" if took < BUDGET else "  OVER"
            print(f"{name:28}{took:7.1f} ms {took / yardstick:6.2f} yardsticks{verdict}")


@contextmanager
def _scratch_database() -> Iterator[None]:
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        yield
    finally:
        runner.teardown_databases(databases)


def _doctor() -> User:
    user = User.objects.create_user("doctor@bench.example", name="Elena Orlova")
    Doctor.objects.create(clinic=Clinic.objects.create(name="Bench"), user=user)
    return user


@transaction.atomic
def _multiply() -> None:
    """Copies of the library's exercises, each with words of its own in its name."""
    words = ["".join(parts) for parts in product(SYLLABLES, repeat=3)]
    shared = list(Exercise.objects.select_related("current"))
    copies, versions = [], []
    for number in range(EXERCISES - len(shared)):
        original = shared[number % len(shared)]
        own = f"{words[number % len(words)]} {words[number // len(SYLLABLES) % len(words)]}"
        version = ExerciseVersion(number=1, content=original.current.content, fingerprint="")
        copy = shallow_copy(original)
        copy.pk, copy.slug, copy.source_order = uuid7(), f"copy-{number}", None
        copy.name = f"{original.name} {own}"[:80]
        copy.search_words = f"{original.search_words} {fold([own])}"
        copy.current_id, version.exercise_id = version.pk, copy.pk
        copies.append(copy)
        versions.append(version)
    Exercise.objects.bulk_create(copies)
    ExerciseVersion.objects.bulk_create(versions)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _milliseconds(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken) * 1000


def _plain_python() -> int:
    return sum(number * number % 7 for number in range(200_000))


if __name__ == "__main__":
    main()
