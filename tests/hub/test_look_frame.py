"""The frame of every page: what it asks of a reader, and what a browser may do with it."""

import base64
import hashlib
import re

import pytest
from django.contrib.staticfiles import finders

from hub import importmap

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.hub.look_urls")]


def policy(response) -> dict[str, list[str]]:
    """Give the response's content policy, by directive."""
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: sources for name, *sources in parts}


def test_a_signed_out_reader_gets_no_cookie_and_a_page_that_is_the_same_for_all(
    client, django_assert_num_queries
):
    client.get("/plain/")  # the foot asks for its pages once a minute

    with django_assert_num_queries(0):
        response = client.get("/plain/")

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert b"csrfmiddlewaretoken" not in response.content
    assert b"Sign in" in response.content


def test_a_signed_in_reader_finds_the_way_out(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("ama@example.org", name="Ama Owusu"))

    page = client.get("/plain/").content.decode()

    assert 'action="/account/logout/"' in page
    assert "csrfmiddlewaretoken" in page
    assert 'href="/people/"' in page
    assert "Edit the site" not in page


def test_an_editor_finds_the_way_to_the_cms(admin_client):
    assert b'href="/cms/"' in admin_client.get("/plain/").content


def test_the_policy_allows_exactly_the_import_map_that_is_printed(client):
    response = client.get("/plain/")

    text = re.search(r'<script type="importmap">(.*?)</script>', response.content.decode(), re.DOTALL).group(
        1
    )
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert policy(response)["script-src"] == ["'self'", f"'sha256-{digest}'"]
    assert policy(response)["style-src"] == ["'self'"]
    assert policy(response)["frame-ancestors"] == ["'none'"]


def test_the_policy_is_the_same_on_a_page_that_does_not_exist(client):
    response = client.get("/nowhere/at/all/")

    assert response.status_code == 404
    assert policy(response) == policy(client.get("/plain/"))


def test_the_cms_has_its_own_exceptions(client):
    response = client.get("/cms/plain/")

    assert policy(response)["script-src"] == ["'self'", "'unsafe-inline'"]
    assert policy(response)["frame-ancestors"] == ["'self'"]


def test_a_previewed_page_stays_strict_but_may_stand_in_our_own_frame(client):
    response = client.get("/preview/")

    assert policy(response)["frame-ancestors"] == ["'self'"]
    assert "'unsafe-inline'" not in policy(response)["script-src"]


def test_every_module_of_the_house_has_a_bare_name():
    names = importmap.modules()

    assert names["hub/times"] == "hub/js/times.js"
    assert names["django-prose-editor/editor"] == "django_prose_editor/editor.js"
    assert not [name for name in names if name.startswith("wagtail")]


def test_modules_import_each_other_by_names_on_the_map():
    for path in set(importmap.modules().values()) - set(importmap.PACKAGED.values()):
        with open(finders.find(path)) as module:
            wanted = re.findall(r"""(?:^|\s)(?:import|from)\s*\(?\s*["']([^"']+)["']""", module.read())
        assert set(wanted) <= set(importmap.modules()), path


def test_an_import_map_cannot_end_its_element_early(monkeypatch, settings):
    settings.DEBUG = True
    monkeypatch.setattr(importmap, "modules", lambda: {"</script><script>": "x.js"})

    assert "</script>" not in importmap.import_map().text


def test_no_page_holds_two_headings_of_the_first_order(client):
    assert client.get("/plain/").content.count(b"<h1") == 1


def test_the_web_manifest_names_icons_that_exist(client):
    manifest = client.get("/site.webmanifest").json()

    assert manifest["name"] == "Cohesion Hub"
    for icon in manifest["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))
