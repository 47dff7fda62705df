import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PURE = (
    "programs/dosage",
    "programs/safety",
    "programs/gates",
    "programs/evidence",
    "programs/stop_rules",
    "programs/schedule",
    "following/today",
    "following/evidence",
    "following/pain_free",
    "following/outcomes",
    "following/calendar",
    "following/pain_weeks",
    "following/encouragement",
    "following/reminders/timing",
    "monitoring/adherence",
    "monitoring/features",
    "exercises/figures",
    "people/body",
)
WORDS = ("django.utils.translation", "django.utils.functional", "django.utils.formats")
OURS = {"monitoring", "following", "programs", "exercises", "people"}


def files_of(module: str) -> list[Path]:
    return sorted((ROOT / module).rglob("*.py")) or [ROOT / f"{module}.py"]


def imported_by(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text())))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return named | {n.module for n in nodes if isinstance(n, ast.ImportFrom) and n.module}


@pytest.mark.parametrize("module", PURE)
def test_clinical_judgement_knows_words_and_numbers_and_neither_orm_nor_request_nor_clock(module):
    imported = {name for file in files_of(module) for name in imported_by(file)}

    foreign = {
        name
        for name in imported
        if name.partition(".")[0] not in sys.stdlib_module_names | OURS and name not in WORDS
    }

    assert foreign == set()
