"""Files as a browser meets them: uploaded, posted, shown, and sent to those who may read now."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.models import Community, Membership
from discussions import actions
from discussions.kinds import SHEET, SLIDES, WORD
from discussions.models import Attachment, Post, Thread
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import (
    keep_file,
    lead_of,
    make_member,
    make_post_with_file,
    make_reply,
    make_thread,
)
from tests.discussions.pages import address, signed_in, words

pytestmark = pytest.mark.django_db

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def thread():
    return make_thread(CommunityFactory())


@pytest.fixture
def member(thread):
    return make_member(thread.community)


def home_of(post: Post) -> str:
    return address(post.thread, f"posts/{post.number}/files/")


def place(post: Post) -> str:
    """Give the address of a Post's one file."""
    file = post.attachments.get()
    return f"{home_of(post)}{file.public_id}/{file.name}"


def small(post: Post) -> str:
    return f"{home_of(post)}{post.attachments.get().public_id}/thumbnail/"


def uploading(client: Client, thread: Thread, data: bytes, name: str = "minutes.pdf", **more):
    fields = {"chosen": files.upload(data, name)} | more
    return client.post(f"/communities/{thread.community.slug}/threads/files/", fields, **JSON)


# --- Uploading by script ------------------------------------------------------------------


def test_an_upload_gives_an_id_that_the_post_takes_along(thread, member):
    client = signed_in(member)

    answer = uploading(client, thread, files.pdf(), "Minutes of May.pdf")
    sent = words(uploaded=answer.json()["id"])
    client.post(address(thread, "reply/"), sent, **JSON)

    assert answer.status_code == 201
    assert answer.json()["name"] == "Minutes of May.pdf"
    assert answer.json()["facts"].startswith("PDF document, ")
    assert Post.objects.get(number=2).attachments.get().name == "Minutes of May.pdf"


def test_a_refused_upload_says_why(thread, member):
    answer = uploading(signed_in(member), thread, b"MZ\x90", "plan.docx")

    assert answer.status_code == 422
    assert "“plan.docx”: This kind of file is not taken." in answer.json()["errors"]["__all__"][0]
    assert not Attachment.objects.exists()


def test_the_same_file_twice_is_taken_once_with_a_kind_word(thread, member):
    client = signed_in(member)
    first = uploading(client, thread, files.pdf("same")).json()["id"]

    answer = uploading(client, thread, files.pdf("same"), uploaded=first)

    assert answer.json() == {"note": "“minutes.pdf” was there already, so it is attached once."}
    assert Attachment.objects.count() == 1


def test_an_upload_without_a_file_is_refused(thread, member):
    answer = signed_in(member).post(f"/communities/{thread.community.slug}/threads/files/", **JSON)

    assert answer.status_code == 422


def test_a_full_disk_is_said_kindly(thread, member, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", full)
    answer = uploading(signed_in(member), thread, files.pdf())

    assert answer.status_code == 422
    assert "could not be kept just now" in answer.json()["errors"]["__all__"][0]


def test_a_file_under_another_name_has_not_arrived(thread, member):
    path = f"/communities/{thread.community.slug}/threads/files/"

    answer = signed_in(member).post(path, {"file": files.upload(files.pdf())}, **JSON)

    assert answer.status_code == 422
    assert answer.json()["errors"]["__all__"] == ["No file arrived. Choose it again."]


def test_an_upload_whose_sign_in_has_ended_says_what_to_do(thread):
    answer = uploading(Client(), thread, files.pdf())

    assert answer.status_code == 403
    assert "Sign in again" in answer.json()["errors"]["__all__"][0]


def test_somebody_who_has_left_uploads_nothing(thread, member):
    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)

    assert uploading(signed_in(member), thread, files.pdf()).status_code == 404
    assert not Attachment.objects.exists()


def test_somebody_who_only_reads_has_nothing_decoded(monkeypatch):
    thread = make_thread(CommunityFactory(open=True))
    monkeypatch.setattr("discussions.file_forms.receive", lambda *_, **__: pytest.fail("it was read"))

    answer = uploading(signed_in(UserFactory()), thread, files.picture(), "hall.png")

    assert answer.status_code == 422
    assert "Only members" in answer.json()["errors"]["__all__"][0]


def test_a_picture_is_refused_where_pictures_are_not_taken(thread, member):
    Community.objects.update(allows_images=False)

    answer = uploading(signed_in(member), thread, files.picture(), "hall.png")

    assert "Pictures are not taken in this community" in answer.json()["errors"]["__all__"][0]


def test_its_uploader_takes_an_upload_back(thread, member):
    kept = keep_file(member, thread.community)
    tail = f"/communities/{thread.community.slug}/threads/files/{kept.public_id}/discard/"

    assert signed_in(make_member(thread.community)).post(tail).status_code == 204
    assert Attachment.objects.exists()
    assert Client().post(tail).status_code == 404
    assert signed_in(member).post(tail).status_code == 204
    assert not Attachment.objects.exists()


def test_nobody_fetches_a_file_that_is_in_no_post(thread, member):
    kept = keep_file(member, thread.community)

    answer = signed_in(member).get(address(thread, f"posts/1/files/{kept.public_id}/{kept.name}"))

    assert answer.status_code == 404


# --- Posting without script ---------------------------------------------------------------


def test_a_form_brings_its_files(thread, member):
    chosen = [files.upload(files.pdf()), files.upload(files.office(WORD), "plan.docx")]

    answer = signed_in(member).post(address(thread, "reply/"), words(chosen=chosen))

    assert answer.status_code == 302
    assert [file.name for file in Post.objects.get(number=2).attachments.all()] == [
        "minutes.pdf",
        "plan.docx",
    ]


def test_a_new_conversation_brings_its_files(thread, member):
    home = f"/communities/{thread.community.slug}/threads/start/"
    sent = words(title="Our minutes of May", kind="practice", chosen=[files.upload(files.pdf())])

    signed_in(member).post(home, sent)

    assert Thread.objects.latest("pk").posts.get().attachments.count() == 1


def test_refused_words_keep_the_files_that_came_with_them(thread, member):
    client = signed_in(member)

    page = client.post(address(thread, "reply/"), words(" ", chosen=[files.upload(files.pdf())]))
    kept = Attachment.objects.get()
    client.post(address(thread, "reply/"), words(uploaded=str(kept.public_id)))

    assert page.status_code == 422
    assert f'name="uploaded" value="{kept.public_id}"' in page.content.decode()
    assert Post.objects.get(number=2).attachments.get() == kept


def test_a_refused_file_keeps_the_words_and_the_other_files(thread, member):
    chosen = [files.upload(b"MZ\x90", "tool.exe"), files.upload(files.pdf())]

    page = signed_in(member).post(address(thread, "reply/"), words("MARKWORDS", chosen=chosen))

    text = page.content.decode()
    assert page.status_code == 422
    assert "“tool.exe”: This kind of file is not taken." in text
    assert "MARKWORDS" in text
    assert f'value="{Attachment.objects.get().public_id}"' in text
    assert Post.objects.count() == 1


def test_too_many_files_are_refused_before_any_is_read(thread, member):
    chosen = [files.upload(files.pdf(str(number))) for number in range(6)]

    page = signed_in(member).post(address(thread, "reply/"), words("MARKWORDS", chosen=chosen))

    assert "A post takes up to 5 files" in page.content.decode()
    assert "MARKWORDS" in page.content.decode()
    assert not Attachment.objects.exists()


def test_the_same_file_chosen_twice_is_attached_once_and_the_next_page_says_so(thread, member):
    chosen = [files.upload(files.pdf("same")), files.upload(files.pdf("same"), "copy.pdf")]

    page = signed_in(member).post(address(thread, "reply/"), words(chosen=chosen), follow=True)

    assert "“copy.pdf” was there already, so it is attached once." in page.content.decode()
    assert Post.objects.get(number=2).attachments.count() == 1


def test_somebody_elses_upload_keeps_the_words(thread, member):
    other = keep_file(make_member(thread.community), thread.community, None, "MARKTHEIRS.pdf")

    page = signed_in(member).post(
        address(thread, "reply/"), words("MARKWORDS", uploaded=str(other.public_id))
    )

    assert page.status_code == 403
    assert "not here any more" in page.content.decode()
    assert "MARKWORDS" in page.content.decode()
    assert "MARKTHEIRS" not in page.content.decode()


@pytest.mark.parametrize("nonsense", ["", "1", "../../etc/passwd", "\0", "0" * 200])
def test_what_is_no_id_is_nothing(thread, member, nonsense):
    answer = signed_in(member).post(address(thread, "reply/"), words(uploaded=nonsense, removed=nonsense))

    assert answer.status_code == 302


def test_somebody_whose_sign_in_ended_is_told_to_choose_the_files_again(thread, member):
    client = signed_in(member)
    page = client.get(thread.get_absolute_url()).content.decode()
    writer = re.search(r'name="writer" value="([^"]+)"', page).group(1)
    client.logout()

    client.post(address(thread, "reply/"), words(writer=writer, chosen=[files.upload(files.pdf())]))
    client.force_login(member)
    page = client.get(thread.get_absolute_url()).content.decode()

    assert "Hello all." in page
    assert "Your files did not come along" in page
    assert not Attachment.objects.exists()


def test_an_edit_removes_a_file_and_adds_another(thread, member):
    post = make_post_with_file(thread, member)
    old = post.attachments.get()
    client, tail = signed_in(member), address(thread, f"posts/{post.number}/edit/")

    form = client.get(tail).content.decode()
    sent = words(removed=str(old.public_id), chosen=[files.upload(files.pdf(), "new.pdf")])
    answer = client.post(tail, sent)

    assert f'name="removed" value="{old.public_id}"' in form
    assert answer.status_code == 302
    assert post.attachments.get().name == "new.pdf"


def test_limits_stand_beside_the_control(thread, member):
    client = signed_in(member)

    page = client.get(thread.get_absolute_url()).content.decode()
    Community.objects.update(allows_images=False)
    strict = client.get(thread.get_absolute_url()).content.decode()

    assert "Up to 5, of up to 10 MB each" in page
    assert ".jpg" in page
    assert "Pictures are not taken in this community" in strict
    assert ".jpg" not in strict


# --- Shown --------------------------------------------------------------------------------


def test_a_post_shows_its_files_with_kind_and_size(thread, member):
    post = make_post_with_file(thread, member, files.pdf(extra=b"%" * 2048))

    page = signed_in(member).get(thread.get_absolute_url()).content.decode()

    assert place(post) in page
    assert re.search(r"PDF document, 2\.\d\xa0KB", page)


def test_a_picture_is_shown_at_a_size_that_is_known_before_it_comes(thread, member):
    post = make_post_with_file(thread, member, files.picture("PNG", (1200, 600)), "hall.png")

    page = signed_in(member).get(thread.get_absolute_url()).content.decode()

    assert f'src="{small(post)}" width="480" height="240" alt="" loading="lazy"' in page


def test_a_name_is_words_and_never_markup(thread, member):
    make_post_with_file(thread, member, files.pdf(), '<img src=x onerror=alert(1)>".pdf')

    page = signed_in(member).get(thread.get_absolute_url()).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;&quot;.pdf" in page


def test_query_count_of_a_page_does_not_depend_on_its_files(django_assert_num_queries):
    thread = make_thread(CommunityFactory(open=True))
    member = make_member(thread.community)
    for _ in range(37):
        make_reply(thread, member)
    client = signed_in(member)
    client.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(thread.get_absolute_url())
    without_files = len(asked)
    for _ in range(12):
        make_post_with_file(thread, member)
    client.get(thread.get_absolute_url())

    with django_assert_num_queries(without_files):
        client.get(thread.get_absolute_url())


@pytest.mark.parametrize("count", [1, 12])
def test_query_count_of_rendering_files_does_not_depend_on_how_many(
    thread, member, count, django_assert_num_queries
):
    from discussions.fragments import forget_all, fragments_of

    for _ in range(count):
        make_post_with_file(thread, member)
    forget_all()

    with django_assert_num_queries(6):
        fragments_of(thread, Post.objects.filter(thread=thread))


# --- Sent ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "content_type"),
    [
        (files.pdf(), "a.pdf", "application/pdf"),
        (files.office(WORD), "a.docx", WORD.content_type),
        (files.office(SLIDES), "a.pptx", SLIDES.content_type),
        (files.office(SHEET), "a.xlsx", SHEET.content_type),
    ],
)
def test_a_document_is_sent_to_be_saved(thread, member, data, name, content_type):
    post = make_post_with_file(thread, member, data, name)

    answer = signed_in(member).get(place(post))

    assert answer.getvalue() == data
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Length"] == str(len(data))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_of_ours_may_be_shown(thread, member):
    post = make_post_with_file(thread, member, files.photo_with_place(), "street.jpg")
    client = signed_in(member)

    for answer in (client.get(place(post)), client.get(small(post))):
        assert answer["Content-Type"] == "image/webp"
        assert answer["Content-Disposition"] == 'inline; filename="street.webp"'
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "private, no-store"
        assert b"SECRETCAMERA" not in answer.getvalue()


def test_a_name_in_another_alphabet_arrives_whole(thread, member):
    post = make_post_with_file(thread, member, files.pdf(), "Ysgol Gŵyr اردو.pdf")

    answer = signed_in(member).get(place(post))

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Ysgol%20G%C5%B5yr")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-9", 0, 10),
        ("bytes=10-", 10, None),
        ("bytes=-7", -7, None),
        ("bytes=5-999999", 5, None),
        ("bytes=-999999", 0, None),
    ],
)
def test_a_part_is_sent_when_a_part_is_asked_for(thread, member, asked, start, end):
    post = make_post_with_file(thread, member)
    whole = post.attachments.get().file.read()

    answer = signed_in(member).get(place(post), HTTP_RANGE=asked)

    part = whole[start:end]
    first = len(whole) + start if start < 0 else start
    expected = 206 if len(part) < len(whole) else 200
    assert (answer.status_code, answer.getvalue()) == (expected, part)
    assert answer["Content-Length"] == str(len(part))
    if expected == 206:
        assert answer["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"


@pytest.mark.parametrize("asked", ["bytes=999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(thread, member, asked):
    post = make_post_with_file(thread, member)

    answer = signed_in(member).get(place(post), HTTP_RANGE=asked)

    assert answer.status_code == 416
    assert answer["Content-Range"] == f"bytes */{post.attachments.get().size}"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,3-4", "bytes=5-2", "bytes=-", "lines=0-1", "bytes=x-", "bytes=" + "9" * 40 + "-"]
)
def test_what_is_no_single_part_gets_the_whole(thread, member, asked):
    post = make_post_with_file(thread, member)

    answer = signed_in(member).get(place(post), HTTP_RANGE=asked)

    assert answer.status_code == 200
    assert len(answer.getvalue()) == post.attachments.get().size


def test_a_part_is_of_the_same_file_or_it_is_the_whole(thread, member):
    post = make_post_with_file(thread, member)
    client = signed_in(member)
    etag = client.get(place(post))["ETag"]

    same = client.get(place(post), HTTP_RANGE="bytes=0-4", HTTP_IF_RANGE=etag)
    other = client.get(place(post), HTTP_RANGE="bytes=0-4", HTTP_IF_RANGE='"another"')

    assert (same.status_code, other.status_code) == (206, 200)


def test_a_head_request_brings_no_file(thread, member):
    post = make_post_with_file(thread, member)

    answer = signed_in(member).head(place(post))

    assert answer["Content-Length"] == str(post.attachments.get().size)
    assert b"".join(answer) == b""


def test_a_file_that_is_gone_from_the_disk_is_not_found(thread, member):
    post = make_post_with_file(thread, member)
    file = post.attachments.get().file
    file.storage.delete(file.name)

    assert signed_in(member).get(place(post)).status_code == 404


def test_ids_that_do_not_belong_together_are_not_found(thread, member):
    post = make_post_with_file(thread, member, files.picture(), "hall.png")
    file = post.attachments.get()
    elsewhere = make_thread(thread.community, member)
    other = make_post_with_file(elsewhere, member, files.picture("PNG", (9, 9)), "hall.png")
    open_thread = make_thread(CommunityFactory(open=True), replies=1)
    client = signed_in(member)

    for tail in (f"{file.public_id}/{file.name}", f"{file.public_id}/thumbnail/"):
        assert client.get(home_of(post) + tail).status_code == 200
        assert client.get(home_of(other) + tail).status_code == 404
        assert client.get(address(thread, f"posts/1/files/{tail}")).status_code == 404
        assert client.get(address(open_thread, f"posts/2/files/{tail}")).status_code == 404
        wrong_room = f"/communities/{open_thread.community.slug}/threads/{thread.pk}/posts/2/files/{tail}"
        assert client.get(wrong_room).status_code == 404
    assert client.get(f"{home_of(post)}{file.public_id}/other.webp").status_code == 404
    assert client.get(f"{home_of(post)}{uuid4()}/{file.name}").status_code == 404


def test_a_document_has_no_thumbnail(thread, member):
    post = make_post_with_file(thread, member)

    assert signed_in(member).get(small(post)).status_code == 404


@pytest.mark.parametrize("state", [Attachment.State.WAITING, Attachment.State.QUARANTINED])
def test_what_the_scanner_has_not_passed_is_sent_to_nobody(thread, member, state):
    post = make_post_with_file(thread, member, files.picture(), "hall.png")
    Attachment.objects.update(state=state)

    for reader in (member, lead_of(thread.community)):
        client = signed_in(reader)
        assert client.get(place(post)).status_code == 404
        assert client.get(small(post)).status_code == 404


def test_a_file_obeys_at_once_when_its_community_closes():
    thread = make_thread(CommunityFactory(open=True))
    post = make_post_with_file(thread)
    assert Client().get(place(post)).status_code == 200

    Community.objects.update(privacy=Community.Privacy.MEMBERS)

    assert Client().get(place(post)).status_code == 404


def test_a_file_obeys_at_once_when_somebody_leaves(thread, member):
    post = make_post_with_file(thread)
    client = signed_in(member)
    assert client.get(place(post)).status_code == 200

    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)

    assert client.get(place(post)).status_code == 404


def test_files_of_a_hidden_post_are_for_its_author_and_the_leads(thread, member):
    lead = lead_of(thread.community)
    post = make_post_with_file(thread, member, files.picture(), "MARKHIDDEN.png")
    actions.hide_post(post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now())
    reader = make_member(thread.community)

    answers = {who: signed_in(who).get(place(post)).status_code for who in (reader, member, lead)}

    assert answers == {reader: 404, member: 200, lead: 200}
    assert signed_in(reader).get(small(post)).status_code == 404
    one_post = address(thread, f"posts/{post.number}/")
    assert "MARKHIDDEN" in signed_in(lead).get(one_post).content.decode()
    assert "MARKHIDDEN" not in signed_in(reader).get(one_post).content.decode()
    assert "MARKHIDDEN" not in signed_in(reader).get(thread.get_absolute_url()).content.decode()


def test_leads_of_private_rooms_need_their_second_step_for_hidden_files(settings):
    settings.REQUIRE_SECOND_STEP = True
    thread = make_thread(CommunityFactory(private=True))
    lead = lead_of(thread.community)
    post = make_post_with_file(thread)
    actions.hide_post(post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now())

    assert signed_in(lead).get(place(post)).status_code == 404


@pytest.mark.parametrize("tail", ["attachments/", "attachments/{name}", "images/../attachments/{name}"])
def test_no_other_door_leads_to_a_file(thread, tail):
    post = make_post_with_file(thread, None, files.picture(), "hall.png")
    stored = post.attachments.get().file.name.rpartition("/")[2]

    for door in ("/media/", "/static/", "/documents/"):
        answer = signed_in(UserFactory(staff=True)).get(door + tail.format(name=stored), follow=True)
        assert answer.status_code == 404
