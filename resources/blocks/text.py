"""Pieces made of words."""

from django.utils.text import slugify
from wagtail import blocks

#: What rich text may hold. Headings are blocks of their own, so that contents lists find them.
PROSE_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
LINE_FEATURES = ["bold", "italic", "link"]


class HeadingValue(blocks.StructValue):
    """A heading, with the name links to it use."""

    @property
    def anchor(self) -> str:
        """Give the heading's words as an id; a page refuses two headings with the same one."""
        return slugify(self["text"]) or "section"


class HeadingBlock(blocks.StructBlock):
    """A heading within the page."""

    text = blocks.CharBlock(max_length=120, help_text="Say what the section tells, in sentence case.")
    level = blocks.ChoiceBlock(
        choices=[("h2", "Section"), ("h3", "Part of a section")],
        default="h2",
        help_text="Sections stand in the contents.",
    )

    class Meta:
        icon = "title"
        label = "Heading"
        template = "resources/blocks/heading.html"
        value_class = HeadingValue
        description = "Starts a section. Sections are listed in the contents beside the page."
        preview_value = {"text": "Before the first session", "level": "h2"}
        form_classname = "struct-block"

    def get_context(self, value, parent_context=None):
        """Add the rank and the id it has where it stands.

        In a named part of a page (the parent's `nested`) it is one rank lower and its id is the part's own.
        """
        context = super().get_context(value, parent_context=parent_context)
        nested = context.get("nested")
        rank = 3 if value["level"] == "h3" else 2
        context["rank"] = rank + 1 if nested else rank
        context["anchor"] = f"{nested}-{value.anchor}" if nested else value.anchor
        return context


class ParagraphBlock(blocks.RichTextBlock):
    """Plain prose."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": PROSE_FEATURES} | kwargs)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        template = "resources/blocks/paragraph.html"
        description = "Paragraphs, lists and links. Word's own styles are dropped when you paste."
        preview_value = (
            "<p>People come for the football and stay for the <b>people they meet</b>. "
            "Plan for the second as carefully as for the first.</p>"
        )


class KeyPointsBlock(blocks.StructBlock):
    """The few things to remember."""

    title = blocks.CharBlock(max_length=80, default="Key points", help_text="Usually just “Key points”.")
    points = blocks.ListBlock(
        blocks.CharBlock(label="Point", max_length=240),
        min_num=2,
        max_num=7,
        help_text="Two to seven, a sentence each.",
    )

    class Meta:
        icon = "list-ul"
        label = "Key points"
        template = "resources/blocks/key_points.html"
        description = "Two to seven sentences a reader should take away."
        preview_value = {
            "title": "Key points",
            "points": [
                "Mix teams on the first day.",
                "Ask who is not in the room.",
                "Measure before you begin.",
            ],
        }


class CalloutValue(blocks.StructValue):
    """A note, with the words for its kind."""

    @property
    def kind_label(self) -> str:
        """Say what kind of note this is."""
        return dict(CalloutBlock.KINDS).get(self["kind"], "")


class CalloutBlock(blocks.StructBlock):
    """A note that stands out of the text."""

    KINDS = [
        ("note", "Good to know"),
        ("tip", "Tip from practice"),
        ("warning", "Take care"),
        ("law", "What the law says"),
        ("sample", "Demonstration text"),
    ]

    kind = blocks.ChoiceBlock(
        choices=KINDS, default="note", help_text="Readers see these words above the note."
    )
    text = blocks.RichTextBlock(
        features=LINE_FEATURES, max_length=800, help_text="At most a short paragraph."
    )

    class Meta:
        icon = "info-circle"
        label = "Callout"
        template = "resources/blocks/callout.html"
        value_class = CalloutValue
        description = "A short note that stands out: good to know, a tip, a warning, or what the law says."
        preview_value = {"kind": "tip", "text": "<p>Hold the first meeting somewhere nobody owns.</p>"}


class QuotationBlock(blocks.StructBlock):
    """Somebody's own words."""

    text = blocks.TextBlock(max_length=600, rows=3, help_text="Their words, without quotation marks.")
    person = blocks.CharBlock(
        max_length=80, required=False, help_text="Who said it. Leave empty to keep them unnamed."
    )
    role = blocks.CharBlock(max_length=120, required=False, help_text="Their role and organisation.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        template = "resources/blocks/quotation.html"
        description = "Words somebody said or wrote, with who they are if they agreed to be named."
        preview_value = {
            "text": "We stopped asking people to come to us. That changed everything.",
            "person": "",
            "role": "Neighbourhood officer",
        }


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=120, help_text="Begin with a verb.")
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "link"], required=False)

    class Meta:
        icon = "arrow-right"
        label = "Step"


class StepsBlock(blocks.StructBlock):
    """Things to do one after another."""

    steps = blocks.ListBlock(StepBlock(), min_num=2, help_text="In the order people do them.")

    class Meta:
        icon = "list-ol"
        label = "Steps"
        template = "resources/blocks/steps.html"
        description = "Numbered steps, each with a title and, if it needs one, a paragraph."
        preview_value = {
            "steps": [
                {"title": "Choose the place", "text": "<p>Somewhere every group already goes.</p>"},
                {"title": "Invite in person", "text": "<p>Posters reach those who already come.</p>"},
            ]
        }


class ReferenceBlock(blocks.StructBlock):
    """One source."""

    text = blocks.CharBlock(max_length=300, help_text="Author, year, title, publisher.")
    url = blocks.URLBlock(required=False, label="Address")

    class Meta:
        icon = "link"
        label = "Source"


class ReferencesBlock(blocks.StructBlock):
    """What the page rests on."""

    title = blocks.CharBlock(max_length=80, default="References")
    items = blocks.ListBlock(
        ReferenceBlock(),
        min_num=1,
        help_text="Write [2] in the text to lead to the second. Add new ones at the end: numbers then stay true.",
    )

    class Meta:
        icon = "link"
        label = "References"
        template = "resources/blocks/references.html"
        description = "Where the facts come from: one line for each source, with its address if it is online."
        preview_value = {
            "title": "References",
            "items": [
                {
                    "text": "Home Office (2019) Indicators of Integration framework.",
                    "url": "https://www.gov.uk/",
                }
            ],
        }
