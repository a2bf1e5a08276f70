from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A network of fictional people around real publications, to look at and to try things on."""

    name = "demo"
