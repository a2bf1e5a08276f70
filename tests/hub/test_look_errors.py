"""Failing is said kindly and truthfully, and tells nobody what exists."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.hub.look_urls")]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_a_page_that_is_not_there_says_what_to_do_and_names_nothing(client):
    response = client.get("/communities/nowhere/secret-name/")

    page = response.content.decode()
    assert response.status_code == 404
    assert "We could not find that page" in page
    assert "secret-name" not in page


def test_two_pages_that_are_not_there_are_byte_for_byte_the_same(client):
    assert client.get("/nowhere/1/").content == client.get("/nowhere/2/").content


def test_a_broken_page_says_that_words_may_be_safe_and_asks_nothing_of_the_database(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = client.get("/broken/")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()
    assert "Sending the same reply twice posts it once" in response.content.decode()
    assert "Content-Security-Policy" in response


def test_a_broken_page_does_not_tell_a_signed_in_person_to_sign_in(client):
    assert 'href="/account/login/"' not in client.get("/broken/").content.decode()


def test_a_form_without_its_token_says_how_to_send_it_again():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/plain/", {"body": "words"})

    assert response.status_code == 403
    assert "Please send that again" in response.content.decode()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_every_error_page_stands_without_a_request_and_has_one_heading(name):
    html = render_to_string(name)

    assert len(re.findall(r"<h1\b", html)) == 1
    assert "!" not in re.sub(r"<!.*?>|<[^>]*>", "", html)


def test_a_refusal_says_its_sentence():
    html = render_to_string("403.html", {"exception": "This conversation is locked, so nobody can reply."})

    assert "This conversation is locked, so nobody can reply." in html
