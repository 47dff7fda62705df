"""Exercises as a file, to carry them from clinic to clinic: JSON or CSV, one exercise a row."""

from exercises.exchange.columns import FIELDS
from exercises.exchange.reading import MOST_BYTES, FileRefused, Problem, read
from exercises.exchange.writing import WRITERS

__all__ = ["FIELDS", "MOST_BYTES", "WRITERS", "FileRefused", "Problem", "read"]
