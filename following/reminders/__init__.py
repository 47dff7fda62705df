"""When and how a patient is reminded; nothing here knows of the database."""
