"""What `serve` sees to before it opens."""

import os

import pytest

from hub import preparing


@pytest.fixture
def sources(tmp_path, monkeypatch, settings):
    """A folder of static files, and a place to collect them in."""
    folder = tmp_path / "sources"
    (folder / "css").mkdir(parents=True)
    (folder / "css" / "site.css").write_text("body {}")
    collected = tmp_path / "collected"
    settings.STATIC_ROOT = collected
    monkeypatch.setattr(preparing, "_source_folders", lambda: [str(folder), str(tmp_path / "not there")])

    def collect(name, **options):
        assert name == "collectstatic"
        collected.mkdir(exist_ok=True)

    monkeypatch.setattr(preparing, "call_command", collect)
    return folder


def test_static_files_are_collected_when_there_are_none(sources):
    assert not preparing.static_files_are_current()


def test_static_files_are_not_collected_twice(sources):
    preparing.collect_static_files()

    assert preparing.static_files_are_current()


@pytest.mark.parametrize("change", ["edited", "touched", "added", "removed"])
def test_a_changed_source_is_noticed(sources, change):
    preparing.collect_static_files()
    site = sources / "css" / "site.css"
    match change:
        case "edited":
            site.write_text("body { margin: 0 }")
        case "touched":
            os.utime(site, (1, 1))
        case "added":
            (sources / "new.js").write_text("")
        case "removed":
            site.unlink()

    assert not preparing.static_files_are_current()


def test_a_source_that_changes_while_files_are_collected_is_collected_again(sources, monkeypatch):
    collect = preparing.call_command

    def while_collecting(*args, **options):
        collect(*args, **options)
        (sources / "late.js").write_text("")

    monkeypatch.setattr(preparing, "call_command", while_collecting)
    preparing.collect_static_files()

    assert not preparing.static_files_are_current()


def test_every_source_of_the_house_is_watched():
    folders = set(preparing._source_folders())

    assert any(folder.endswith("hub/static") for folder in folders)
    assert any("wagtail" in folder for folder in folders)
    assert any("fontpkg_lora" in folder for folder in folders)


@pytest.mark.django_db
def test_a_migrated_database_has_nothing_missing():
    assert preparing.missing_migrations() == 0
