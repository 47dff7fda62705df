"""What a row of a file says of an exercise, and how a cell of a CSV file holds a list."""

from exercises.content import Dose, OwnText

#: What belongs to the clinic that wrote an exercise, and stays there.
LEFT_BEHIND = {"slug", "source_order", "easier", "harder", "media"}
FIELDS = tuple(name for name in OwnText.model_fields if name not in LEFT_BEHIND)
DOSE = tuple(Dose.model_fields)
COLUMNS = (*(name for name in FIELDS if name != "dose"), *DOSE)
#: Lists of codes stand in one line, sentences and names in a line each.
CODES = ("tags", "phases", "equipment", "stop", "contraindications", "days_of_week")
LINES = ("synonyms", "steps", "mistakes", "stop_if")
#: A spreadsheet takes a cell that begins so for a formula, unless an apostrophe is before it.
FORMULA = tuple("=+-@\t\r")
