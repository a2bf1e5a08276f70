"""The demonstration: loaded once or twice, taken away, and refused where it has no place."""

from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, Max
from wagtail.models import Page

from care.models import Case, HelpContact
from communities.models import Community, Invitation, Membership, Organisation, Topic, User
from demo import relevance
from demo.accounts import ACCOUNTS, print_accounts
from demo.content.shapes import MAIL_DOMAIN
from discussions import richtext
from discussions.models import Attachment, MaskedAuthor, Post, Thread, ThreadChange, ThreadReading
from organisations.models import Claim, ColleagueInvitation, NetworkMembership, Tier
from resources.models import ChapterPage, GuidanceImage, GuidancePage, HomePage
from resources.search import find_guidance
from tests.communities.factories import UserFactory

#: Loading is some ten seconds of work, and more where workers share two cores.
pytestmark = pytest.mark.timeout(600)

COUNTED = (
    Attachment,
    Case,
    Claim,
    ColleagueInvitation,
    Community,
    EmailAddress,
    GuidanceImage,
    Invitation,
    HelpContact,
    Membership,
    NetworkMembership,
    Organisation,
    Page,
    Post,
    Thread,
    ThreadChange,
    ThreadReading,
    Tier,
    Topic,
    User,
)


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """A database with the demonstration in it, loaded once for all tests here and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded, db) -> None:
    """The demonstration, inside a test's own transaction."""


def load(*args: str) -> str:
    output = StringIO()
    call_command("load_demo", *args, stdout=output)
    return output.getvalue()


def test_the_search_finds_what_it_ought_to(demo):
    judged = relevance.measure(User.objects.get(email=f"ruth.goldman@{MAIL_DOMAIN}"))

    assert len(judged) == 60
    assert relevance.mean(judged) >= 0.9


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_loading_twice_changes_nothing(demo):
    before = counts()
    newest = Post.objects.aggregate(Max("pk"))

    output = load()

    assert counts() == before
    assert Post.objects.aggregate(Max("pk")) == newest
    assert {line.split()[0] for line in output.splitlines() if " new " in line} == {"0"}


def test_an_edit_survives_loading_again(demo):
    Community.objects.filter(slug="sport-and-cohesion").update(purpose="Ours now.")

    load()

    assert Community.objects.get(slug="sport-and-cohesion").purpose == "Ours now."


def test_reset_loads_afresh_what_was_changed_or_said(demo):
    before = counts()
    Thread.objects.filter(title__startswith="What gets people").delete()
    Community.objects.filter(slug="sport-and-cohesion").update(purpose="Ours now.")

    load("--reset")

    assert counts() == before
    assert Community.objects.get(slug="sport-and-cohesion").purpose != "Ours now."


def test_a_dry_run_keeps_nothing(demo):
    before = counts()
    pictures = set(Path(settings.MEDIA_ROOT).rglob("demonstration-*"))

    output = load("--reset", "--dry-run")

    assert "Nothing was kept" in output
    assert counts() == before
    assert set(Path(settings.MEDIA_ROOT).rglob("demonstration-*")) == pictures


def test_a_hub_with_a_real_person_is_refused_and_left_alone(db):
    UserFactory(email="somebody@example.org")
    before = counts()

    for arguments in ([], ["--reset"], ["--dry-run"]):
        with pytest.raises(CommandError, match="1 people who are not of the demonstration"):
            load(*arguments)

    assert counts() == before


def test_a_hub_for_real_people_is_refused(db, settings):
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="set up for real people"):
        load()


def test_there_is_enough_to_read(demo):
    assert Thread.objects.count() >= 30
    assert Post.objects.count() >= 250
    assert Thread.objects.unanswered().count() >= 3
    assert Thread.objects.exclude(answer=None).count() >= 5
    assert Thread.objects.aggregate(longest=Max("last_post_number"))["longest"] >= 60
    assert Post.objects.exclude(hidden_at=None).exclude(hidden_reason="").count() >= 2
    assert Post.objects.exclude(deleted_at=None).exists()
    assert Post.objects.exclude(edited_at=None).exists()
    assert Post.objects.exclude(quoted=None).count() >= 5
    assert Thread.objects.exclude(locked_at=None).exists()


def test_a_picture_and_a_page_stand_on_posts_where_pictures_are_taken(demo):
    kinds = Attachment.objects.values_list("kind", flat=True)

    assert {"picture", "pdf"} <= set(kinds)
    assert not Attachment.objects.filter(kind="picture", post__community__allows_images=False).exists()
    assert not Community.objects.get(slug="race-and-faith-hate-crime").allows_images


def test_nobody_says_the_same_thing_twice(demo):
    said = Post.objects.exclude(body="").values("body").annotate(times=Count("pk")).filter(times__gt=1)

    assert not said


def test_stored_counters_equal_counted_rows(demo):
    for thread in Thread.objects.prefetch_related("posts", "changes"):
        posts, changes = list(thread.posts.all()), list(thread.changes.all())
        assert [post.number for post in posts] == list(range(1, thread.last_post_number + 1))
        assert [change.number for change in changes] == list(range(1, thread.last_change + 1))
        assert thread.last_posted_at == posts[-1].posted_at
        assert thread.started_at == posts[0].posted_at
        for post in posts:
            assert post.last_change == max(change.number for change in changes if change.post_id == post.pk)
            assert post.community_id == thread.community_id
            assert post.quoted is None or (
                post.quoted.thread_id == thread.pk and post.quoted.number < post.number
            )
        times = [post.posted_at for post in posts]
        assert times == sorted(set(times))


def test_what_is_answered_can_be_read_and_is_a_question(demo):
    for thread in Thread.objects.exclude(answer=None).select_related("answer"):
        assert thread.is_question
        assert thread.answer.thread_id == thread.pk
        assert thread.answer.is_readable


def test_nobody_speaks_where_they_do_not_belong(demo):
    belonging = set(Membership.objects.active().values_list("user_id", "community_id"))

    named = Post.objects.filter(is_masked=False).values_list("author_id", "community_id")
    masked = MaskedAuthor.objects.values_list("author_id", "community_id")
    assert set(named) | set(masked) <= belonging


def test_announcements_are_made_by_leads(demo):
    leads = set(Membership.objects.leads().values_list("user_id", "community_id"))
    announcements = Thread.objects.filter(kind=Thread.Kind.ANNOUNCEMENT)

    assert set(announcements.values_list("author_id", "community_id")) <= leads


def test_words_are_clean_and_a_deleted_post_has_none(demo):
    for post in Post.objects.all():
        assert richtext.clean(post.body) == post.body
        assert bool(post.body) is not post.is_deleted


def test_conversations_about_guidance_point_at_live_pages(demo):
    about = Thread.objects.exclude(page=None).select_related("page")

    assert about.count() >= 8
    assert all(thread.page.live for thread in about)


def test_every_address_is_of_the_demonstration(demo):
    assert not User.objects.exclude(email__endswith=f"@{MAIL_DOMAIN}").exists()
    assert not EmailAddress.objects.exclude(email__endswith=f"@{MAIL_DOMAIN}").exists()
    assert not Post.objects.filter(body__contains="@").exists()


def test_all_four_communities_are_as_the_network_has_them(demo):
    rooms = {room.slug: room for room in Community.objects.all()}

    assert rooms["sport-and-cohesion"].is_open
    assert rooms["local-government"].privacy == Community.Privacy.MEMBERS
    assert rooms["race-and-faith-hate-crime"].is_chatham_house
    assert rooms["casework-reflection"].is_confidential


def test_leads_and_staff_find_something_waiting(demo):
    assert Membership.objects.waiting().filter(community__slug="race-and-faith-hate-crime").count() == 2
    assert User.objects.waiting_for_approval().count() == 2


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.part)
def test_the_documented_accounts_open(demo, client, account):
    user = User.objects.get(email=account.email)

    assert user.name == account.name
    assert user.check_password(account.password)
    assert user.is_approved


def test_only_the_documented_accounts_have_a_password(demo):
    documented = {account.email for account in ACCOUNTS}

    assert {user.email for user in User.objects.all() if user.has_usable_password()} == documented


def test_practitioners_have_something_unread(demo):
    for key in ("nadia.rahim", "gareth.pryce", "marcia.bennett"):
        reader = User.objects.get(email=f"{key}@{MAIL_DOMAIN}")
        unread = Thread.objects.visible_to(reader).with_unread_for(reader).filter(unread_count__gt=0)
        assert unread.count() >= 3


def test_nobody_has_their_own_words_waiting_unread(demo):
    for reading in ThreadReading.objects.select_related("thread"):
        own = reading.thread.posts.filter(author=reading.user_id).aggregate(last=Max("number"))["last"] or 0
        assert own <= reading.last_read_number <= reading.thread.last_post_number


def test_guidance_is_found_by_words_without_a_worker(demo):
    found = find_guidance("volunteering", GuidancePage.objects.live(), ChapterPage.objects.live())

    assert "power-of-connection" in [page.slug for page in found]


def test_every_page_can_be_opened_by_anybody(demo, client):
    for page in Page.objects.descendant_of(HomePage.objects.get(), inclusive=True).live():
        assert client.get(page.get_url()).status_code == 200, page.title


def test_every_picture_has_words_and_every_published_page_passes_its_own_checks(demo):
    for page in Page.objects.descendant_of(HomePage.objects.get(), inclusive=True).live().specific():
        page.full_clean()
        for field in ("body", "what_they_did", "what_changed"):
            for block in getattr(page, field, ()):
                block.block.clean(block.value)


def test_accounts_are_printed_with_part_and_address():
    output = StringIO()

    class Stdout:
        write = staticmethod(lambda text: output.write(f"{text}\n"))

    print_accounts(Stdout)

    for account in ACCOUNTS:
        assert account.part in output.getvalue()
        assert account.email in output.getvalue()
