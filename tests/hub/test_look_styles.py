"""Many small style files, one served."""

import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import override_settings

from hub.importmap import PACKAGED
from hub.settings.base import STORAGES as BASE_STORAGES
from hub.staticfiles import _TOLD, JOINED, SOURCES, JoinedStylesFinder, sources


@pytest.fixture
def own_joined_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_the_joined_file_holds_every_source_in_order(own_joined_folder):
    joined = Path(JoinedStylesFinder().find(JOINED)).read_text()

    places = [joined.index(path.read_text()) for path in sources()]
    assert places == sorted(places)
    assert set(SOURCES.rglob("*.css")) == set(sources())


def test_each_source_that_styles_names_its_layer():
    unlayered = [
        path.name for path in sources() if not re.search(r"^@layer ", path.read_text(), re.MULTILINE)
    ]

    assert unlayered == ["fonts.css"]  # faces stand in no layer


def test_the_joined_file_is_made_again_when_a_source_is_newer(own_joined_folder):
    finder = JoinedStylesFinder()
    made = Path(finder.find(JOINED))
    made.write_text("old")
    os.utime(made, (0, 0))

    assert Path(finder.find(JOINED)).read_text() != "old"


def test_the_finder_knows_nothing_but_its_file(own_joined_folder):
    assert JoinedStylesFinder().find("hub/js/site.js") == []
    assert [path for path, _ in JoinedStylesFinder().list([])] == [JOINED]


def test_sources_with_addresses_stand_beside_the_joined_file():
    holders = {path.parent for path in sources() if "url(" in path.read_text()}

    assert holders == {SOURCES}


def test_static_files_find_the_joined_file():
    assert Path(finders.find(JOINED)).read_text().startswith("/* layers.css */")


def test_collected_styles_name_the_typefaces_by_their_hashed_names(own_joined_folder, settings):
    settings.STATIC_ROOT = own_joined_folder / "static"
    settings.STATICFILES_FINDERS = [
        "hub.staticfiles.JoinedStylesFinder",
        "django.contrib.staticfiles.finders.FileSystemFinder",
    ]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    css = (settings.STATIC_ROOT / staticfiles_storage.stored_name(JOINED)).read_text()
    addresses = re.findall(r'url\("([^"]+)"\)', css)
    assert len(addresses) == 4
    for address in addresses:
        assert re.search(r"\.[0-9a-f]{12}\.ttf$", address)
        assert (
            (settings.STATIC_ROOT / "hub/css" / address.replace("%5B", "[").replace("%5D", "]"))
            .resolve()
            .exists()
        )


# --- As they are sent ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def sent(tmp_path_factory) -> Path:
    """Collect the static files as a hub does; the browser tests run them."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=folder, STORAGES=BASE_STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def test_modules_and_styles_are_sent_without_what_they_tell_their_readers(sent):
    source = Path(finders.find("discussions/js/post-list.js")).read_text()
    module = (sent / "discussions/js/post-list.js").read_text()

    assert "/**" in source
    assert "/**" not in module
    assert "export class PostList" in module
    assert not re.search(r"^\s*/\*", (sent / JOINED).read_text(), re.MULTILINE)


def test_modules_of_packages_are_sent_as_they_came(sent):
    path = PACKAGED["django-prose-editor/editor"]

    assert (sent / path).read_bytes() == Path(finders.find(path)).read_bytes()


def test_what_is_sent_is_there_in_both_compressions(sent):
    names = [path.name for path in sent.glob("hub/css/site.*.css*")]

    assert {name.rsplit(".", 1)[-1] for name in names} == {"css", "gz", "br"}


def test_only_comments_that_have_their_lines_for_themselves_are_left_out():
    source = b"/* a */ .x {}\n.y {}\n/* b\n   c */\n.z { content: '/* d */' }\n"

    assert _TOLD.sub(b"", source) == b"/* a */ .x {}\n.y {}\n.z { content: '/* d */' }\n"
