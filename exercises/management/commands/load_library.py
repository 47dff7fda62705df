from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exercises.content import LIBRARY, LibraryError
from exercises.services import load_library


class Command(BaseCommand):
    help = "Load the exercise library's texts into the database; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_library(folder=LIBRARY)
        except LibraryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Exercise library: {report.added} added, {report.changed} changed, "
            f"{report.unchanged} unchanged, {report.retired} retired."
        )
