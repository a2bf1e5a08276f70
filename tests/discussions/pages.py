"""What tests of pages do all the time: sign in, name an address, write words."""

from uuid import uuid4

from django.test import Client

from discussions.models import Thread


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(thread: Thread, tail: str = "") -> str:
    return f"/communities/{thread.community.slug}/threads/{thread.pk}/{tail}"


def words(text: str = "Hello all.", **more) -> dict:
    return {"body": text, "body_format": "text", "token": str(uuid4())} | more
