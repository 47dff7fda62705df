import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.utils import timezone

from monitoring import watch

SECONDS_BETWEEN_RUNS = 60

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Every minute, judge the days that are over, pass alerts on and send letters."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="End after one run.")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        if once:
            watch.run_due(at=timezone.now())
            return
        ended = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ended.set())
        while not ended.is_set():
            _run()
            ended.wait(SECONDS_BETWEEN_RUNS)


def _run() -> None:
    """Run once; a database that is away is asked again a minute later."""
    close_old_connections()
    try:
        watch.run_due(at=timezone.now())
    except Error as error:
        logger.error("the watch could not run: %s", type(error).__name__)
