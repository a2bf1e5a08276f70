"""Where log lines go, and in which form."""

from django.core.exceptions import ImproperlyConfigured

FORMS = ("line", "json")


def logging_as(form: str, level: str) -> dict:
    """Give LOGGING for one of the two forms. A line for each page is for machines: a person would drown in it."""
    if form not in FORMS:
        raise ImproperlyConfigured(f"LOG_FORMAT is {form!r}; it can be: {', '.join(FORMS)}.")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "hub.logs.PlainLine"}, "json": {"()": "hub.logs.json_line"}},
        "filters": {"without_traceback": {"()": "hub.logs.WithoutTraceback"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "hub.requests": {"level": "INFO" if form == "json" else "WARNING"},
            # INFO here would name every address a person opened.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"filters": ["without_traceback"]},
            "uvicorn": {"level": "WARNING"},
            "apscheduler": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "django_tasks_db": {"level": "WARNING"},
        },
    }
