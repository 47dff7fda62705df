from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from monitoring import demo
from monitoring.demo.people import PASSWORD


class Command(BaseCommand):
    help = "Make the demo clinics; safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "The demo puts invented patients and known passwords into the database. "
                "Set SCIATICA_DEMO=1 if you want that here."
            )
        made = demo.make(now=timezone.now())
        self.stdout.write("Demo clinics made." if made else "The demo clinics are there already.")
        for account in demo.ACCOUNTS:
            self.stdout.write(f"  {account}@demo.example  {PASSWORD}")
