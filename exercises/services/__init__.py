from exercises.services.library import LoadReport, load_library

__all__ = ["LoadReport", "load_library"]
