#!/usr/bin/env python
import os
import sys
from contextlib import nullcontext
from pathlib import Path

from django.core.management import execute_from_command_line

from sciatica import postgres

NEED_NO_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "spectacular",
    "version",
}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sciatica.settings")
    command = next((word for word in sys.argv[1:] if not word.startswith("-")), "help")
    database = (
        nullcontext()
        if command in NEED_NO_DATABASE
        else postgres.running(var=Path(__file__).resolve().parent / "var")
    )
    try:
        with database:
            execute_from_command_line(sys.argv)
    except postgres.PostgresUnavailable as unavailable:
        sys.exit(str(unavailable))


if __name__ == "__main__":
    main()
