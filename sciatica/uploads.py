from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

#: Far above what any page keeps, so that the page itself can say in words what is too large.
MOST_BYTES = 256 * 1024 * 1024


class BoundedUploadHandler(FileUploadHandler):
    """Turns away what would only fill the disk, before any of it is read."""

    def handle_raw_input(
        self, input_data: IO[bytes], headers: dict[str, str], content_length: int, *rest: Any
    ) -> None:
        if content_length > MOST_BYTES:
            raise RequestDataTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers that come after it keep the file."""
