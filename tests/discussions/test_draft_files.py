"""Files that wait with a draft: kept as long as it, and its author's alone."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from discussions import actions, attaching
from discussions.actions.drafts import NewerDraft, PostedAlready, Words
from discussions.models import Attachment, Draft, Thread
from tests.communities.factories import CommunityFactory
from tests.discussions import files
from tests.discussions.factories import keep_file, make_member, make_post_with_file, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread() -> Thread:
    return make_thread(CommunityFactory(members=True))


@pytest.fixture
def author(thread):
    return make_member(thread.community)


@pytest.fixture
def client(author) -> Client:
    client = Client()
    client.force_login(author)
    return client


def save_with(client, thread, kept, **facts):
    words = {
        "place": f"thread-{thread.pk}",
        "revision": 0,
        "title": "",
        "body": "Half a thought",
        "body_format": "text",
        "token": str(uuid4()),
        "uploaded": [str(file.public_id) for file in kept],
    }
    return client.post("/inbox/drafts/save/", words | facts, headers={"Accept": "application/json"})


def test_files_wait_with_a_draft_and_are_offered_with_it(client, thread, author):
    file = keep_file(author, thread.community, name="minutes.pdf")

    save_with(client, thread, [file])

    assert [each.name for each in Draft.objects.get().files.all()] == ["minutes.pdf"]
    assert b"minutes.pdf" in client.get("/inbox/drafts/").content
    assert str(file.public_id).encode() in client.get(thread.get_absolute_url()).content
    page = client.get(f"{thread.get_absolute_url()}?draft=1").content.decode()
    assert f'name="uploaded" value="{file.public_id}"' in page


def test_a_file_without_a_word_is_a_draft_too_and_both_gone_are_none(client, thread, author):
    file = keep_file(author, thread.community)

    saved = save_with(client, thread, [file], body="").json()
    assert Draft.objects.exists()
    save_with(client, thread, [], body="", revision=saved["revision"])

    assert not Draft.objects.exists()


def test_a_draft_of_files_alone_is_named_by_them_once_its_place_is_gone(client, thread, author):
    kept = [keep_file(author, thread.community, name=name) for name in ("minutes.pdf", "plan.pdf")]
    save_with(client, thread, kept, body="")
    Thread.objects.all().delete()

    page = client.get("/inbox/drafts/")

    assert [row.name for row in page.context["rows"]] == ["A reply: “minutes.pdf, plan.pdf”"]


@pytest.mark.parametrize(("body", "has_words"), [("", False), ("Half a thought", True)])
def test_the_question_before_a_discard_names_the_files_that_go_too(client, thread, author, body, has_words):
    kept = [keep_file(author, thread.community, name=name) for name in ("minutes.pdf", "plan.pdf")]
    save_with(client, thread, kept, body=body)

    page = client.get(f"/inbox/drafts/{Draft.objects.get().pk}/discard/").content.decode()

    assert "With minutes.pdf, plan.pdf" in page
    assert "go too, after a day" in page
    assert ("quote-card" in page) == ("Its words go" in page) == has_words


def test_files_that_wait_with_a_draft_are_not_swept_and_those_it_let_go_are(client, thread, author):
    kept, dropped = (keep_file(author, thread.community) for _ in range(2))
    saved = save_with(client, thread, [kept, dropped]).json()
    save_with(client, thread, [kept], body="Another thought", revision=saved["revision"])

    attaching.sweep_uploads(before=timezone.now() + timedelta(days=2))

    assert list(Attachment.objects.all()) == [kept]


def test_only_ones_own_unposted_files_wait_with_a_draft(client, thread, author):
    theirs = keep_file(make_member(thread.community), thread.community)
    posted = make_post_with_file(thread, author).attachments.get()

    save_with(client, thread, [theirs, posted])

    assert not Draft.objects.get().files.exists()
    assert str(theirs.public_id).encode() not in client.get(f"{thread.get_absolute_url()}?draft=1").content


def test_posting_takes_the_files_out_of_the_draft(client, thread, author):
    file = keep_file(author, thread.community)
    token = uuid4()
    save_with(client, thread, [file], token=str(token))

    post = make_reply(thread, author, token=token, files=[file.public_id])

    file.refresh_from_db()
    assert (file.post, file.draft) == (post, None)
    assert not Draft.objects.exists()


def test_another_window_is_told_of_newer_files(client, thread, author):
    file = keep_file(author, thread.community, name="newer.pdf")
    save_with(client, thread, [file])

    answer = save_with(client, thread, [], body="Other words")

    assert answer.status_code == 409
    assert [each["name"] for each in answer.json()["newer"]["files"]] == ["newer.pdf"]


def test_save_draft_without_script_keeps_the_files_that_were_chosen(client, thread):
    words = {
        "place": f"thread-{thread.pk}", "body": "Half", "body_format": "text", "token": str(uuid4()),
        "chosen": files.upload(files.pdf(), "chosen.pdf"),
    }  # fmt: skip

    answer = client.post("/inbox/drafts/save/", words)

    assert answer["Location"] == "/inbox/drafts/"
    assert Draft.objects.get().files.get().name == "chosen.pdf"


def test_a_file_that_is_refused_says_so_and_keeps_the_words(client, thread):
    words = {
        "place": f"thread-{thread.pk}", "body": "Half a thought", "body_format": "text",
        "token": str(uuid4()), "chosen": files.upload(b"MZ", "virus.exe"),
    }  # fmt: skip

    answer = client.post("/inbox/drafts/save/", words)

    assert answer.status_code == 422
    assert b"Half a thought" in answer.content


@pytest.mark.django_db(transaction=True)
def test_a_save_on_its_way_and_a_press_of_post_never_wait_for_one_another(thread, author):
    file = keep_file(author, thread.community)
    token, words = uuid4(), partial(Words, title="", body_format="html", quoted=None)

    def save(number: int) -> None:
        with suppress(NewerDraft, PostedAlready):
            actions.save_draft(
                author=author,
                kind=Draft.Kind.REPLY,
                target_id=thread.pk,
                words=words(body=f"<p>Half {number}</p>", token=token),
                files=[file.public_id],
                revision=Draft.objects.values_list("revision", flat=True).first() or 0,
                saved_at=timezone.now(),
            )

    def press(number: int) -> None:
        make_reply(thread, author, token=token, files=[file.public_id])

    for _ in range(15):
        Draft.objects.all().delete()
        Attachment.objects.update(post=None)
        thread.posts.filter(token=token).delete()
        save(0)
        with ThreadPoolExecutor(4) as pool:
            acts = [pool.submit(in_own_connection, act, number) for act in (save, press) for number in (1, 2)]
        for act in acts:
            act.result()

    assert Attachment.objects.get().post.token == token


def in_own_connection(act, number: int) -> None:
    try:
        act(number)
    finally:
        connection.close()
