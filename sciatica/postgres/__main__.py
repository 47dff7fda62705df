"""python -m sciatica.postgres: the server by hand."""

import argparse
import sys
from pathlib import Path

from sciatica import postgres


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m sciatica.postgres")
    parser.add_argument("action", choices=["start", "stop", "status", "url"])
    parser.add_argument("--var", type=Path, default=Path("var"), help="the folder of its files")
    parser.add_argument("--careless", action="store_true", help="fast, with data one can lose")
    arguments = parser.parse_args()
    try:
        print(_act(arguments.action, var=arguments.var, durable=not arguments.careless))  # noqa: T201
    except postgres.PostgresUnavailable as unavailable:
        sys.exit(str(unavailable))


def _act(action: str, *, var: Path, durable: bool) -> str:
    if action == "start":
        postgres.ensure(var=var, durable=durable)
        postgres.keep(var=var)
    if action == "stop":
        postgres.stop(var=var)
    if action in ("stop", "status"):
        return "running" if postgres.is_running(var=var) else "stopped"
    return postgres.url(var=var)


main()
