from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """What an Organisation does for its people: its own administrators, and the addresses it answers for."""

    name = "organisations"

    def ready(self) -> None:
        """Listen for people who leave their Organisation."""
        from organisations import receivers  # noqa: F401  # they connect themselves
