"""How logs are written: a line for a person, or JSON for a machine; in JSON ids only, and never words.

What people wrote, where they went and what lets them in stays out: no text of a form, no address, no
cookie, no token, and of an error its kind and its place but not its message, which may quote any of these.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

import structlog
from django.conf import settings
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import EventDict

#: Whose sentences hold ids and kinds only, by house rule. Of others we take the pattern, without its values.
OURS = frozenset({"hub", "communities", "resources", "organisations", "discussions", "files", "care", "demo"})
#: What a record may carry beside its sentence.
CARRIED = ("method", "view", "status", "user", "ms")
#: Calls told of an error, innermost last.
DEEPEST = 12


class WithoutTraceback(logging.Filter):
    """Keeps a line to its message, where the way to it says nothing: anybody can send a foreign Host."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take the traceback off, and let the line through."""
        record.exc_info = None
        return True


class PlainLine(logging.Formatter):
    """A line for people to read. Only the hub begins a line: what a message holds cannot look like a second one."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # logging's own name
        """Write line breaks as what they are."""
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")

    def formatException(self, ei) -> str:  # noqa: N802  # as above
        """Set the traceback in."""
        return "\n".join(f"    {line}" for line in super().formatException(ei).splitlines())


def json_line() -> logging.Formatter:
    """Give the formatter that writes each event as one line of JSON."""
    return ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            ExtraAdder(allow=CARRIED),
        ],
        processors=[
            without_words,
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(),
        ],
    )


def without_words(logger: object, method: str, event: EventDict) -> EventDict:
    """Leave out of an event whatever somebody else chose."""
    record: logging.LogRecord = event["_record"]
    if record.name.partition(".")[0] not in OURS:
        event["event"] = str(record.msg)
    if request := getattr(record, "request", None):  # Django's own: it names the address
        event["event"] = "A request went wrong."
        event["view"] = view_name(request)
        event["status"] = getattr(record, "status_code", None)
    event.pop("stack", None)
    if error := event.pop("exc_info", None):
        event["error"], event["where"] = kinds(error[1]), places(error[2])
    return event


def view_name(request: object) -> str | None:
    """Give the name of the view a request went to, if it came that far."""
    return getattr(getattr(request, "resolver_match", None), "view_name", None)


def kinds(error: BaseException | None) -> str:
    """Name an error and what caused it, without what they say."""
    names: list[str] = []
    while error is not None and len(names) < DEEPEST:
        names.append(type(error).__qualname__)
        error = error.__cause__ or error.__context__
    return " from ".join(names)


def places(trace: TracebackType | None) -> list[str]:
    """List where an error came from, outermost first."""
    home = f"{settings.BASE_DIR}/"
    frames = traceback.extract_tb(trace)[-DEEPEST:]
    return [f"{frame.filename.removeprefix(home)}:{frame.lineno} {frame.name}" for frame in frames]
