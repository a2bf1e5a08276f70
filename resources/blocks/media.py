"""Pieces that hold more than words: pictures, tables, files, and links to practice."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """A picture with words for people who do not see it."""

    image = ImageBlock(
        help_text="Describe what the picture shows for somebody who cannot see it, or mark it as decorative."
    )
    caption = blocks.CharBlock(max_length=240, required=False, help_text="What the reader should notice.")
    credit = blocks.CharBlock(
        max_length=120, required=False, help_text="Who made it. Empty uses the credit kept with the picture."
    )

    class Meta:
        icon = "image"
        label = "Figure"
        template = "resources/blocks/figure.html"
        preview_template = "resources/blocks/figure_preview.html"
        description = "A picture or chart with a caption. It needs words for people who cannot see it."


class DataTableBlock(blocks.StructBlock):
    """Facts in rows and columns."""

    caption = blocks.CharBlock(max_length=160, help_text="What the table shows; it is read aloud first.")
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(required=False, label="Words")),
            ("number", blocks.CharBlock(required=False, label="Figures", help_text="Aligned to the right.")),
        ],
        help_text="Every column needs a heading.",
    )
    has_row_headings = blocks.BooleanBlock(
        required=False, default=True, label="The first column names the rows"
    )

    class Meta:
        icon = "table"
        label = "Table"
        template = "resources/blocks/table.html"
        description = "A table with a caption and named columns, readable on a phone and aloud."
        preview_value = {
            "caption": "Who came, by season",
            "has_row_headings": True,
            "table": {
                "columns": [{"type": "text", "heading": "Season"}, {"type": "number", "heading": "People"}],
                "rows": [{"values": ["Spring", "42"]}, {"values": ["Summer", "67"]}],
                "caption": "",
            },
        }

    def clean(self, value):
        """Refuse a table without columns, or with a column that has no heading."""
        cleaned = super().clean(value)
        columns = cleaned["table"].columns
        if not columns or not all(column["heading"].strip() for column in columns):
            raise blocks.StructBlockValidationError(
                non_block_errors=["Give the table at least one column, and each column a heading."]
            )
        return cleaned


class DownloadBlock(blocks.StructBlock):
    """A file to keep."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(max_length=120, required=False, help_text="Empty uses the document's own title.")
    description = blocks.CharBlock(
        max_length=240, required=False, help_text="What it is for, in one sentence."
    )

    class Meta:
        icon = "download"
        label = "Download"
        template = "resources/blocks/download.html"
        preview_template = "resources/blocks/download_preview.html"
        description = "A document to take away. Its kind and size are shown."


class PracticeExampleBlock(blocks.StructBlock):
    """How somebody did it."""

    title = blocks.CharBlock(max_length=120)
    place = blocks.CharBlock(max_length=120, required=False, help_text="Where, and which organisation.")
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "link"])
    case_study = blocks.PageChooserBlock(
        page_type="resources.CaseStudyPage", required=False, help_text="The whole story, if we have it."
    )

    class Meta:
        icon = "group"
        label = "Practice example"
        template = "resources/blocks/practice_example.html"
        description = "How one place did it, in a paragraph or two, with a link to the case study."
        preview_value = {
            "title": "Walking football on a Tuesday",
            "place": "A town in the North West",
            "text": "<p>Two mosques and a working men's club share one pitch and one kettle.</p>",
            "case_study": None,
        }


class CaseStudyLinkBlock(blocks.StructBlock):
    """A card that leads to a case study."""

    page = blocks.PageChooserBlock(page_type="resources.CaseStudyPage")

    class Meta:
        icon = "doc-full"
        label = "Case study link"
        template = "resources/blocks/case_study_link.html"
        preview_template = "resources/blocks/case_study_link_preview.html"
        description = "A card with a case study's title and summary. Readers who may not see it get nothing."
