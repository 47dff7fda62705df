"""Three wrong clients, made of the product's own by a small change: the harness must catch each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OUTBOX = "js/offline/outbox.js"


class MutationRefused(Exception):
    """The product has changed: what a mutant changes is no longer there."""


@dataclass(frozen=True)
class Mutant:
    """`changes` are words of a module, each with what stands there instead."""

    name: str
    changes: tuple[tuple[str, str], ...]
    module: str = OUTBOX

    def change(self, module: str, text: str) -> str:
        if module != self.module:
            return text
        for old, new in self.changes:
            if text.count(old) != 1:
                raise MutationRefused(f"{self.name}: {old!r} stands not once in {module}")
            text = text.replace(old, new)
        return text


MUTANTS = (
    Mutant(
        "trusts any 2xx",
        (
            (
                "understood(report, response.status, await response.json())",
                "response.ok ? {} : understood(report, response.status, await response.json())",
            ),
        ),
    ),
    Mutant(
        "makes a new id for each try",
        (
            (
                "events: [body]",
                "events: [{ ...body, id: body.id.slice(0, 24) + crypto.randomUUID().slice(24) }]",
            ),
            ("answer.kept?.includes(report.id)", "answer.kept"),
        ),
    ),
    Mutant(
        "deletes before the answer",
        (
            (
                "const answer = await this.#send(report);",
                "await this.store.remove(report);\n      const answer = await this.#send(report);",
            ),
        ),
    ),
)

Change = Callable[[str, str], str]


def unchanged(module: str, text: str) -> str:
    return text
