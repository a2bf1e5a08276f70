from django.apps import AppConfig


class HubConfig(AppConfig):
    """The front door: settings, addresses, and how the process runs."""

    name = "hub"
