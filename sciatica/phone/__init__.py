"""What makes the patients' pages an app on their phone: its files, its name, its icons."""
