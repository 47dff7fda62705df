"""A run from the clinic that is made for it to the judgement."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from django.db import connection

from bench.chaos.blows import Blow
from bench.chaos.cast import Cast
from bench.chaos.clinic import ChaosClinic
from bench.chaos.desk import Desk
from bench.chaos.drill import Drill, Figures
from bench.chaos.fates import Fates
from bench.chaos.judgement import complaints
from bench.chaos.ledger import Ledger
from bench.chaos.machines import free_port
from bench.chaos.mutants import Change, unchanged
from bench.chaos.report import Row, rows
from bench.chaos.way import Way


class Trial:
    """`pace` is the milliseconds between two sets of a phone, on average.

    `patience` is how many seconds the phones have to send what waits at the recovery.
    """

    def __init__(
        self,
        cast: Cast,
        var: Path,
        *,
        seed: int,
        pace: int,
        patience: int,
        change: Change = unchanged,
    ) -> None:
        self.cast, self.figures = cast, Figures()
        self.complaints: list[str] = []
        self.rows: list[Row] = []
        self._var, self._seed, self._change = var, seed, change
        self._pace, self._patience = pace, patience

    @property
    def is_passed(self) -> bool:
        return not self.complaints and all(row.is_met for row in self.rows)

    def run(self, blows: list[Blow]) -> None:
        shutil.rmtree(self._var / "profiles", ignore_errors=True)
        clinic, ledger, fates = ChaosClinic(self.cast), Ledger(), Fates(self._seed)
        desk = Desk(self.cast, clinic.enrolments(self.cast.sessions), ledger, pace=self._pace)
        way = Way(desk, fates, server=free_port(), change=self._change)
        drill = Drill(
            self.cast,
            desk,
            way,
            count=clinic.count,
            var=self._var,
            seed=self._seed,
            patience=self._patience,
        )
        connection.close()
        asyncio.run(drill.run(blows))
        found = clinic.found()
        self.figures = drill.figures
        self.complaints = complaints(self.cast, ledger, found)
        self.rows = [*rows(self.cast, desk, found, fates, drill.figures)]
