"""Three wrong clients, made of the product's own by a small change: the harness must catch each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.chaos.judgement import MISSING, TOO_OFTEN

OUTBOX, SERVER = "js/offline/outbox.js", "js/offline/server.js"


class MutationRefused(Exception):
    """The product has changed: what a mutant changes is no longer there."""


@dataclass(frozen=True)
class Mutant:
    """`changes` are words of a module, each with what stands there instead.

    `betrayed_by` is what its reports of sets must be found to be, or its own fault was not seen.
    """

    name: str
    betrayed_by: str
    changes: tuple[tuple[str, str, str], ...]

    def check(self, static: Path) -> None:
        """Raise MutationRefused unless each change still has what it changes."""
        for module in {module for module, *_ in self.changes}:
            self.change(module, (static / module).read_text())

    def change(self, module: str, text: str) -> str:
        for _, old, new in (one for one in self.changes if one[0] == module):
            if text.count(old) != 1:
                raise MutationRefused(f"{self.name}: {old!r} stands not once in {module}")
            text = text.replace(old, new)
        return text


#: The first try goes by the id of the report, and each one after it by another.
ANEW = """import { uuid7 } from "./uuid7.js";

const tried = new Set();
function anew(body) {
  const id = tried.has(body.id) ? uuid7() : body.id;
  tried.add(body.id);
  return { ...body, id };
}

"""
#: Whatever the answer names, all that was sent is taken as kept.
ALL_KEPT = (
    OUTBOX,
    "return isKept || isRefused ? json : null;",
    "return isKept ? { ...json, kept: batch.map(({ id }) => id) } : isRefused ? json : null;",
)
MUTANTS = (
    Mutant(
        "trusts any 2xx",
        MISSING,
        (
            ALL_KEPT,
            (OUTBOX, "status < 300 && isNamed(json?.kept)", "status < 300"),
            (SERVER, "await response.json()", "await response.json().catch(() => ({}))"),
        ),
    ),
    Mutant(
        "makes a new id for each try",
        TOO_OFTEN,
        (
            ALL_KEPT,
            (OUTBOX, "status < 300 && isNamed(json?.kept)", "status < 300 && json?.kept"),
            (OUTBOX, "batch.map((one) => one.body)", "batch.map((one) => anew(one.body))"),
            (
                OUTBOX,
                "function understood(",
                ANEW + "function understood(",
            ),
        ),
    ),
    Mutant(
        "deletes before the answer",
        MISSING,
        (
            (
                OUTBOX,
                "const answer = await this.#send(batch);",
                "await this.store.remove(batch);\n      const answer = await this.#send(batch);",
            ),
        ),
    ),
)

Change = Callable[[str, str], str]


def unchanged(module: str, text: str) -> str:
    return text
