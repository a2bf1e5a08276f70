"""What the hub answers before any room is asked."""

import logging

import pytest

pytestmark = pytest.mark.django_db


def test_robots_are_told_the_sitemap_and_kept_from_people(client):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /people/" in response.content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in response.content.decode()


def test_too_many_words_at_once_are_refused_with_the_right_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = client.post("/account/login/", "login=" + "x" * 2000, "application/x-www-form-urlencoded")

    assert response.status_code == 413
    assert "longer than this site can take in one piece" in response.content.decode()


def test_an_address_nobody_can_read_is_a_bad_request(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "We could not understand that request" in response.content.decode()


def test_a_foreign_host_is_one_line_in_the_log(client, caplog):
    with caplog.at_level(logging.ERROR, logger="django.security.DisallowedHost"):
        client.get("/", headers={"host": "evil.example"})

    assert [record.exc_info for record in caplog.records] == [None]
    assert "evil.example" in caplog.text
