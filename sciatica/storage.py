import re
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

Paths = dict[str, tuple[Storage, str]]

SHEET = "css/site.css"
PART = re.compile(r'@import url\("(?P<name>[\w-]+\.css)"\) layer\((?P<layer>\w+)\);')
_, IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined] # noqa: SLF001


class EditionedStorage(CompressedManifestStaticFilesStorage):
    """Names each file by its content, in what one script of ours imports from another too."""

    patterns = (*HashedFilesMixin.patterns, ("js/*.js", IMPORTS))
    max_post_process_passes = 20  # as many as the longest chain of scripts has links

    def post_process(self, paths: Paths, *args: Any, **options: Any) -> Any:
        """Make one file of the sheet that every page links: what it imports would come later."""
        if SHEET in paths:
            sheet = InMemoryStorage()
            sheet.save(SHEET, ContentFile(_whole_sheet(paths).encode()))
            paths = paths | {SHEET: (sheet, SHEET)}
        return super().post_process(paths, *args, **options)


def _whole_sheet(paths: Paths) -> str:
    def imported(found: re.Match[str]) -> str:
        return f"@layer {found['layer']} {{\n{_text(paths, 'css/' + found['name'])}}}"

    return PART.sub(imported, _text(paths, SHEET))


def _text(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
