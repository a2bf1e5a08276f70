"""The one ASGI application."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")

from hub.pages import page_bridge  # noqa: E402

application = page_bridge()
