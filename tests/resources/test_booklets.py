"""A guide as a PDF: what everybody may read, as long as it says that."""

import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Collection, CollectionViewRestriction

from resources import booklets
from resources.blocks.body import stream
from resources.checks import weasyprint_is_there
from resources.models import Booklet, Voice
from resources.tasks import make_booklet
from tests.resources import factories as make

pytestmark = pytest.mark.django_db

#: Stands in for WeasyPrint: what it is handed, behind the mark of a PDF.
STAND_IN = "#!/bin/sh\necho '%PDF-1.7'\ncat\n"


@pytest.fixture(autouse=True)
def weasyprint(settings, tmp_path):
    program = tmp_path / "weasyprint"
    program.write_text(STAND_IN)
    program.chmod(0o755)
    settings.WEASYPRINT, settings.MEDIA_ROOT = str(program), tmp_path
    return program


@pytest.fixture
def guide():
    guide = make.GuideFactory(title="Opening doors")
    make.ChapterFactory(
        parent=guide, title="Who comes", body=stream([("paragraph", "<p>Neighbours come.</p>")])
    )
    return guide


def address_of(guide) -> str:
    return reverse("resources:booklet", args=[guide.pk, guide.slug])


def made(client, guide) -> str:
    make_booklet.func(guide.pk)
    answer = client.get(address_of(guide))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return b"".join(answer.streaming_content).decode()


def test_a_booklet_holds_the_whole_guide(client, guide):
    words = made(client, guide)

    assert words.startswith("%PDF")
    assert "Opening doors" in words
    assert "Neighbours come." in words


def test_the_guide_leads_to_its_booklet_only_where_the_hub_makes_them(client, guide, settings):
    assert address_of(guide) in client.get(f"{guide.url}?a=1").content.decode()

    settings.WEASYPRINT = ""

    assert address_of(guide) not in client.get(f"{guide.url}?a=2").content.decode()
    assert client.get(address_of(guide)).status_code == 404


def test_asking_for_one_that_is_not_there_has_it_made_once(client, guide, monkeypatch):
    asked = []
    monkeypatch.setattr(booklets.transaction, "on_commit", lambda do, robust: asked.append(do.args))

    first, second = client.get(address_of(guide)), client.get(address_of(guide))

    assert (first.status_code, second.status_code) == (202, 202)
    assert "Look again" in first.content.decode()
    assert asked == [(guide.pk,)]
    booklets.ask_for(guide, at=timezone.now() + timedelta(minutes=11))
    assert len(asked) == 2


def test_a_chapter_that_becomes_private_is_in_no_booklet_from_that_moment(client, guide):
    made(client, guide)
    make.make_private(guide.live_chapters()[0])

    assert client.get(address_of(guide)).status_code == 202
    assert "Neighbours come." not in made(client, guide)


def test_a_private_guide_has_no_booklet(client, guide, editor):
    made(client, guide)
    make.make_private(guide)
    client.force_login(editor)

    assert client.get(address_of(guide)).status_code == 404


def test_words_taken_back_are_in_no_booklet_from_that_moment(client):
    voice = Voice.objects.create(words="<p>We began in the middle.</p>", credit="Somebody", is_shown=True)
    guide = make.GuideFactory(body=stream([("voice", voice.pk)]))
    Voice.objects.filter(pk=voice.pk).update(page=guide)
    assert "We began in the middle." in made(client, guide)

    path = Path(Booklet.objects.get().file.path)
    Voice.objects.get(pk=voice.pk).silence()

    assert not path.exists()
    assert client.get(address_of(guide)).status_code == 202
    assert "We began in the middle." not in made(client, guide)


def test_a_booklet_that_says_the_same_is_not_made_again(client, guide):
    made(client, guide)
    Booklet.objects.update(asked_at=None)
    first = Path(Booklet.objects.get().file.path).stat().st_mtime_ns

    made(client, guide)

    assert Path(Booklet.objects.get().file.path).stat().st_mtime_ns == first


def test_the_file_goes_with_its_guide(client, guide):
    made(client, guide)
    path = Path(Booklet.objects.get().file.path)

    guide.delete()

    assert not path.exists()


def test_a_program_that_fails_leaves_no_booklet(client, guide, weasyprint, caplog):
    weasyprint.write_text("#!/bin/sh\nexit 1\n")

    make_booklet.func(guide.pk)

    assert not Booklet.objects.exclude(file="").exists()
    assert "was not made: CalledProcessError" in caplog.text


def test_a_program_without_end_is_ended(guide, weasyprint, monkeypatch):
    weasyprint.write_text("#!/bin/sh\nexec sleep 30\n")
    monkeypatch.setattr(booklets, "MAX_SECONDS", 0.2)

    with pytest.raises(subprocess.TimeoutExpired):
        booklets.make(guide)


def test_nothing_is_left_for_the_program_to_fetch():
    html = (
        '<picture><source srcset="/media/images/a.webp"><img src="https://elsewhere.example/x.png" alt="x">'
        '</picture><img src="/media/images/../secret.png"><img src="file:///etc/passwd">'
    )

    assert booklets._with_open_pictures(html) == ""


def test_a_picture_behind_a_private_collection_is_in_no_booklet_from_that_moment(client):
    image = make.ImageFactory()
    guide = make.GuideFactory(
        body=stream([("figure", {"image": image.pk, "caption": "A hall", "credit": ""})])
    )
    assert "data:image/" in made(client, guide)

    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    image.collection = closed
    image.save()

    assert client.get(address_of(guide)).status_code == 202
    assert "data:image/" not in made(client, guide)


def test_a_number_longer_than_any_key_finds_nothing(client):
    assert client.get("/booklets/99999999999999999999999/x.pdf").status_code == 404


def test_the_checks_name_a_program_that_is_not_there(settings):
    assert weasyprint_is_there() == []

    settings.WEASYPRINT = "/nowhere/weasyprint"

    assert [error.id for error in weasyprint_is_there()] == ["resources.E001"]


@pytest.mark.skipif(shutil.which("weasyprint") is None, reason="WeasyPrint is not installed")
def test_weasyprint_itself_makes_a_document_with_contents_and_pictures(client, guide, settings):
    settings.WEASYPRINT = shutil.which("weasyprint")
    image = make.ImageFactory()
    guide.body = stream([("figure", {"image": image.pk, "caption": "A hall", "credit": ""})])
    guide.save()

    make_booklet.func(guide.pk)

    pdf = PdfReader(Booklet.objects.get().file.open("rb"))
    assert pdf.metadata.title == "Opening doors"
    assert next(entry.title for entry in pdf.outline if not isinstance(entry, list)) == "Opening doors"
    assert any(page.images for page in pdf.pages)
    assert "Neighbours come." in "".join(page.extract_text() for page in pdf.pages)
