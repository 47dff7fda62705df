"""What Django calls after each test that commits."""

from django.core.management.commands import flush

from tests.database import empty


class Command(flush.Command):
    help = "Empty the tests' database."

    def handle(self, **options: object) -> None:
        empty()
