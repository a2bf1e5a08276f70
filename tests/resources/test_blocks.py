"""The pieces Editors build with: each previews, helps, refuses what would harm readers, and escapes the rest."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.icons import get_icons

from resources.blocks import BodyBlock
from resources.blocks.body import headings, reading_minutes, stream
from resources.models import GuidanceRendition, GuidePage
from tests.resources import factories as make
from tests.resources.factories import GuideFactory

pytestmark = pytest.mark.django_db

BLOCKS = GuidePage._meta.get_field("body").stream_block.child_blocks
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"


def body(*pairs):
    return BodyBlock().to_python(stream(pairs))


def test_sizes_made_by_two_readers_at_once_are_those_that_are_served(monkeypatch):
    image = make.ImageFactory()
    make_rows = QuerySet.bulk_create

    def made_by_somebody_first(rows, new, **options):
        monkeypatch.undo()
        image.get_rendition("width-40")
        image.get_rendition("width-80")
        return make_rows(rows, new, **options)

    monkeypatch.setattr(QuerySet, "bulk_create", made_by_somebody_first)
    sizes = type(image).objects.get(pk=image.pk).get_renditions("width-40", "width-80")

    kept = GuidanceRendition.objects.filter(image=image)
    assert {size.file.name for size in sizes.values()} == {size.file.name for size in kept}
    _, files = kept[0].file.storage.listdir("images")
    assert len([name for name in files if Path(image.file.name).stem in name]) == 2


@pytest.mark.parametrize("name", list(BLOCKS))
def test_block_tells_editors_what_it_is_and_shows_itself(name):
    block = BLOCKS[name]

    assert block.meta.description
    assert f"icon-{block.meta.icon}" in get_icons()
    assert block.is_previewable


@pytest.mark.parametrize("name", list(BLOCKS))
def test_block_preview_opens_for_an_editor(as_editor, name):
    response = as_editor.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})

    assert response.status_code == 200
    assert "hub/css/site.css" in response.content.decode()


def test_figure_needs_words_for_the_picture_or_to_be_decorative():
    image = make.ImageFactory()

    def figure(**fields):
        picture = {"image": image.pk, "alt_text": "", "decorative": False} | fields
        return body(("figure", {"image": picture, "caption": "", "credit": ""}))

    with pytest.raises(ValidationError):
        BodyBlock().clean(figure())
    BodyBlock().clean(figure(alt_text="Three circles"))
    BodyBlock().clean(figure(decorative=True))


def test_a_file_name_does_not_pass_for_words():
    assert make.ImageFactory(title="IMG_2034", description="").default_alt_text == ""
    assert make.ImageFactory(description="Three circles").default_alt_text == "Three circles"


def test_figure_comes_in_modern_formats_with_its_measures_and_words(client):
    image = make.ImageFactory(credit="Drawn by the network")
    picture = {"image": image.pk, "alt_text": "Three circles", "decorative": False}
    guide = GuideFactory(body=stream([("figure", {"image": picture, "caption": "Who meets", "credit": ""})]))

    html = client.get(guide.url).content.decode()

    assert 'type="image/webp"' in html
    assert 'alt="Three circles"' in html
    assert 'loading="lazy"' in html
    assert "400w" in html
    assert "800w" in html
    assert 'width="400"' in html
    assert "Drawn by the network" in html


def test_two_headings_with_the_same_words_are_refused():
    heading = ("heading", {"text": "Who comes", "level": "h2"})

    with pytest.raises(ValidationError):
        BodyBlock().clean(body(heading, heading))


def test_headings_lists_sections_and_not_their_parts():
    found = headings(
        body(
            ("heading", {"text": "Who comes", "level": "h2"}),
            ("heading", {"text": "And who does not", "level": "h3"}),
        )
    )

    assert [(value["text"], value.anchor) for value in found] == [("Who comes", "who-comes")]


def test_table_needs_a_heading_for_each_column():
    def table(heading):
        grid = {"columns": [{"type": "text", "heading": heading}], "rows": [{"values": ["x"]}], "caption": ""}
        return body(("table", {"caption": "Who came", "has_row_headings": True, "table": grid}))

    BodyBlock().clean(table("Place"))
    with pytest.raises(ValidationError):
        BodyBlock().clean(table(" "))


def test_table_names_its_rows_and_columns_for_screen_readers(client):
    grid = {
        "columns": [{"type": "text", "heading": "Season"}, {"type": "number", "heading": "People"}],
        "rows": [{"values": ["Spring", "42"]}],
        "caption": "",
    }
    guide = GuideFactory(
        body=stream([("table", {"caption": "Who came", "has_row_headings": True, "table": grid})])
    )

    html = client.get(guide.url).content.decode()

    assert "<caption>Who came</caption>" in html
    assert '<th scope="col">Season</th>' in html
    assert '<th scope="row">Spring</th>' in html


def test_hostile_markup_in_any_block_does_not_run(client):
    grid = {"columns": [{"type": "text", "heading": HOSTILE}], "rows": [{"values": [HOSTILE]}], "caption": ""}
    image = {"image": make.ImageFactory(credit=HOSTILE).pk, "alt_text": HOSTILE, "decorative": False}
    guide = GuideFactory(
        title="Plain",
        summary=HOSTILE,
        key_points=HOSTILE,
        body=stream(
            [
                ("heading", {"text": HOSTILE, "level": "h2"}),
                ("key_points", {"title": HOSTILE, "points": [HOSTILE]}),
                ("callout", {"kind": HOSTILE, "text": "<p>x</p>"}),
                ("quotation", {"text": HOSTILE, "person": HOSTILE, "role": HOSTILE}),
                ("steps", {"steps": [{"title": HOSTILE, "text": ""}]}),
                ("table", {"caption": HOSTILE, "has_row_headings": True, "table": grid}),
                ("figure", {"image": image, "caption": HOSTILE, "credit": HOSTILE}),
                ("references", {"title": HOSTILE, "items": [{"text": HOSTILE, "url": ""}]}),
                ("practice_example", {"title": HOSTILE, "place": HOSTILE, "text": "", "case_study": None}),
            ]
        ),
    )

    html = client.get(guide.url).content.decode()

    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "<svg onload" not in html


def test_pasted_markup_is_cleaned_when_an_editor_saves():
    block = BLOCKS["paragraph"]
    draftail = block.field.widget

    raw = (
        '{"blocks":[{"key":"a","text":"Hello <script>alert(1)</script>","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[{"offset":0,"length":5,"key":0}]}],'
        '"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:alert(1)"}}}}'
    )
    saved = draftail.value_from_datadict({"x": raw}, {}, "x")

    assert "<script>" not in saved
    assert "javascript:" not in saved


def test_javascript_address_in_a_reference_is_refused():
    with pytest.raises(ValidationError):
        BodyBlock().clean(
            body(("references", {"title": "R", "items": [{"text": "x", "url": "javascript:alert(1)"}]}))
        )


def test_reading_time_is_at_least_a_minute():
    assert reading_minutes("") == 1
    assert reading_minutes("word " * 660) == 3


def test_a_heading_carries_a_link_to_itself_where_it_stands(client):
    heading = ("heading", {"text": "Who comes", "level": "h2"})
    guide = GuideFactory(body=stream([heading]))
    study = make.CaseStudyFactory(what_they_did=stream([heading]), what_changed=stream([heading]))

    alone = client.get(guide.url).content.decode()
    in_parts = client.get(study.url).content.decode()

    assert '<h2 id="who-comes">Who comes</h2>' in alone
    assert 'class="heading-link no-print" href="#who-comes"' in alone
    assert "Link to “Who comes”" in alone
    assert '<h3 id="did-who-comes">' in in_parts
    assert 'href="#changed-who-comes"' in in_parts
