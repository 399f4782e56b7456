"""The forms as the program has them: read once, then as they were kept (`test_parsed_files` proves it the same)."""

from functools import cache

from desktop_app import bootstrap, locations
from desktop_app.catalog.library import FormFiles


@cache
def forms_library() -> FormFiles:
    """One for all tests: nothing that is read from forms ever changes."""
    return bootstrap.form_files(locations.find_folders())
