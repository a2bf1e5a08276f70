from django.apps import AppConfig


class CareConfig(AppConfig):
    """Reports, what becomes of them, and where to get help."""

    name = "care"

    def ready(self) -> None:
        """Say what can be reported, what waits for Leads, and which decisions there are."""
        from care import kinds_of_decision, receivers, reported, waiting_reports

        reported.register_subjects()
        kinds_of_decision.register_kinds()
        waiting_reports.register_source()
        receivers.listen()
