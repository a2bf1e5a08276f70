"""A document is judged by what it holds, not by what it is called."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection

pytestmark = pytest.mark.django_db


def office_file() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return held.getvalue()


def send(browser, name: str, content: bytes):
    collection = Collection.get_first_root_node().pk
    browser.post(
        reverse("wagtaildocs:add"),
        {"title": "x", "file": SimpleUploadedFile(name, content), "collection": collection, "tags": ""},
    )
    return get_document_model().objects.filter(title="x").exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"%PDF-1.7\n1 0 obj\n"),
        ("plan.docx", office_file()),
        ("plan.csv", "Town,People\nŵ,2\n".encode()),
    ],
)
def test_document_that_is_what_it_says_is_taken(as_editor, name, content):
    assert send(as_editor, name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"MZ\x90\x00 a program"),
        ("plan.pdf", b"<html><script>alert(1)</script>"),
        ("plan.txt", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("plan.csv", b"PK\x03\x04\x00\x00"),
        ("plan.docx", b"<svg onload=alert(1)>"),
        ("plan.svg", b"<svg/>"),
        ("plan.html", b"<html>"),
        ("plan.exe", b"MZ"),
    ],
)
def test_document_that_is_something_else_is_refused(as_editor, name, content):
    assert not send(as_editor, name, content)
