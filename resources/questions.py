"""The place in the CMS where another room shows what is asked about a page."""

from wagtail.admin.panels import HelpPanel


class QuestionsPanel(HelpPanel):
    """Open questions about a page that exists. The template knows who asks; our Python does not."""

    def __init__(self, **kwargs) -> None:
        kwargs = {"heading": "Open questions", "template": "resources/cms/open_questions.html"} | kwargs
        super().__init__(**kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """Shown once there is a page people can read."""

        def is_shown(self) -> bool:
            """Is it more than a draft?"""
            return super().is_shown() and self.instance.pk is not None
