"""What the logs leave out."""

import logging


class WithoutTraceback(logging.Filter):
    """Keeps a line to its message, where the way to it says nothing: anybody can send a foreign Host."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback off, and let the line through."""
        record.exc_info = None
        return True
