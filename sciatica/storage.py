from whitenoise.storage import CompressedManifestStaticFilesStorage


class EditionedStorage(CompressedManifestStaticFilesStorage):
    """Names each file by its content, in what one script imports from another too."""

    support_js_module_import_aggregation = True
