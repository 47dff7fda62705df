"""Exercises as a file, to carry them from clinic to clinic: JSON or CSV, one exercise a row."""

from exercises.exchange.columns import FIELDS
from exercises.exchange.reading import FileRefused, Problem, read
from exercises.exchange.writing import WRITERS

__all__ = ["FIELDS", "WRITERS", "FileRefused", "Problem", "read"]
