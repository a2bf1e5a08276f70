"""The words of documents, for search: taken out by a child process, under ceilings."""

import io
import subprocess

import pytest
from django.core.files import File

from discussions import words_of_files
from discussions.kinds import PDF, SHEET, SLIDES, WORD
from discussions.words_of_files import MAX_CHARACTERS, words_of
from tests.discussions import files


def words(data: bytes, kind) -> str:
    return words_of(File(io.BytesIO(data)), kind.key)


@pytest.mark.parametrize("kind", [WORD, SLIDES, SHEET])
def test_the_words_of_office_documents(kind):
    assert words(files.office(kind, "Lessons from Barrow"), kind) == "Lessons from Barrow\n"


def test_the_words_of_a_pdf():
    assert words(files.pdf("Lessons from Barrow"), PDF).strip() == "Lessons from Barrow"


def test_slides_come_in_their_order():
    slide = "<p:sld xmlns:p='p' xmlns:a='a'><a:p><a:t>{}</a:t></a:p></p:sld>"
    more = {f"ppt/slides/slide{number}.xml": slide.format(number) for number in (10, 2)}

    assert words(files.office(SLIDES, "1", **more), SLIDES).split() == ["1", "2", "10"]


def test_a_long_document_is_cut():
    text = words(files.office(WORD, "word " * MAX_CHARACTERS), WORD)

    assert MAX_CHARACTERS - 10 <= len(text) <= MAX_CHARACTERS + 1


def test_entities_are_not_unfolded():
    bomb = "<!DOCTYPE w [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><w><p><t>&b;</t></p></w>"
    data = files.archive({"word/document.xml": bomb})

    with pytest.raises(subprocess.CalledProcessError):
        words(data, WORD)


def test_a_broken_document_ends_its_reader_and_nothing_else(capfd):
    with pytest.raises(subprocess.CalledProcessError):
        words(b"%PDF-1.7 MARKSECRET", PDF)

    assert "MARKSECRET" not in "".join(capfd.readouterr())


def test_a_reader_that_does_not_come_to_an_end_is_ended(monkeypatch):
    monkeypatch.setattr(words_of_files, "MAX_SECONDS", 0.01)

    with pytest.raises(subprocess.TimeoutExpired):
        words(files.pdf(), PDF)
