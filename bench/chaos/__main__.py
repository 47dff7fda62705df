"""python -m bench.chaos: 10,000 sets on 50 phones while everything fails (SETS, PHONES, SEED)."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

from sciatica import postgres

VAR = Path(__file__).parents[2] / "var" / "chaos"
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "sciatica.settings",
    "DATABASE_URL": postgres.url(var=VAR),
    "SCIATICA_SECRET_KEY": "only-for-chaos",
}

import django

django.setup()

from django.core.management import call_command

from bench.chaos.blows import blows
from bench.chaos.cast import Cast, CastRefused, cast
from bench.chaos.judgement import CALLED, MISSING, TOO_OFTEN
from bench.chaos.machines import Postgres
from bench.chaos.mutants import MUTANTS, Mutant
from bench.chaos.trial import Trial
from bench.chaos.way import STATIC
from tests.browser.chromium import NoChromium

#: Milliseconds between two sets of a phone, so that every blow falls while they are at work.
PACE = 700
#: Seconds until what is late can be told from what is lost, for a client that loses nothing.
PATIENCE = 120
#: Enough to show that a wrong client is caught; it never sends what it has lost, and each phone has
#: tried again after so many seconds.
FEW_PHONES, FEW_SETS, QUICK_PACE, SHORT_PATIENCE = 5, 200, 200, 40
COMPLAINTS_SHOWN = 12
#: What a wrong client must be caught by: nothing else proves that the harness sees what it did.
WRONG = (f"{CALLED['events']} {MISSING}", f"{CALLED['events']} {TOO_OFTEN}")


def main() -> None:
    for end in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(end, _interrupt)
    try:
        phones, sets, seed = _number("PHONES", 50), _number("SETS", 10_000), _number("SEED", 1)
        is_well = _drilled(cast(phones=phones, sets=sets), seed)
    except (CastRefused, postgres.PostgresUnavailable, NoChromium) as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(not is_well)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _number(name: str, usual: int) -> int:
    return int(os.environ.get(name) or usual)


def _drilled(whole: Cast, seed: int) -> bool:
    """The whole run, and then each of the wrong clients in a small one, which must be caught."""
    began = time.monotonic()
    database = Postgres(VAR)
    try:
        database.begin()
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        is_well = _passed(whole, seed)
        small = cast(phones=FEW_PHONES, sets=FEW_SETS)
        caught = [_is_caught(small, seed, mutant) for mutant in MUTANTS]
    finally:
        database.stop()
    print(f"{time.monotonic() - began:.0f} s in all, load {os.getloadavg()[0]:.1f}")
    return is_well and all(caught)


def _passed(whole: Cast, seed: int) -> bool:
    print(f"{whole.sets:,} sets on {len(whole.phones)} phones, seed {seed}", flush=True)
    trial = Trial(whole, VAR, seed=seed, pace=PACE, patience=PATIENCE)
    trial.run(blows(seed, sets=whole.sets))
    print(*trial.rows, sep="\n")
    for complaint in trial.complaints[:COMPLAINTS_SHOWN]:
        print(f"WRONG: {complaint}")
    print(f"{len(trial.complaints)} complaints", flush=True)
    return trial.is_passed


def _is_caught(small: Cast, seed: int, mutant: Mutant) -> bool:
    mutant.check(STATIC)
    trial = Trial(
        small, VAR, seed=seed, pace=QUICK_PACE, patience=SHORT_PATIENCE, change=mutant.change
    )
    trial.run([])
    wrong = Counter(word for word in WRONG for one in trial.complaints if one.startswith(word))
    verdict = ", ".join(f"{word} {times} of {small.sets}" for word, times in wrong.items())
    is_caught = f"{CALLED['events']} {mutant.betrayed_by}" in wrong
    print(f"a client that {mutant.name}: {verdict}{'' if is_caught else ' NOT CAUGHT'}", flush=True)
    return is_caught


if __name__ == "__main__":
    main()
