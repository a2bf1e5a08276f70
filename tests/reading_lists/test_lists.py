"""Reading lists: who opens them, and which pages stand on them for whom."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.models import Community, Quiet
from reading_lists import actions, permissions
from reading_lists.models import ListedPage, ReadingList
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import make_member
from tests.reading_lists.factories import make_list
from tests.resources.factories import GuideFactory, make_private

pytestmark = pytest.mark.django_db


def as_(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def community():
    return CommunityFactory(private=True)


@pytest.fixture
def owner(community):
    return make_member(community)


@pytest.fixture
def colleague(community):
    return make_member(community)


@pytest.fixture
def guide():
    return GuideFactory(title="Bridging in a week")


def can_open(person, reading_list) -> bool:
    return as_(person).get(reading_list.get_absolute_url()).status_code == 200


def data(title="To read", **sharing) -> dict:
    return {"title": title, "intro": "", "community": "", "token": uuid4(), **sharing}


def test_a_list_is_made_with_a_page_on_it_and_keeps_those_it_stood_on(owner, guide):
    earlier = make_list(owner, guide, title="Earlier")

    answer = as_(owner).post(f"/reading-lists/new/?page={guide.pk}", data("For Monday"))

    made = ReadingList.objects.get(title="For Monday")
    assert answer["Location"] == made.get_absolute_url()
    assert [each.page_id for each in made.listed.all()] == [guide.pk]
    assert earlier.listed.exists()


def test_a_second_press_of_one_form_leads_to_the_list_the_first_made(owner, colleague, guide):
    form = data("For Monday")
    address = f"/reading-lists/new/?page={guide.pk}"

    answers = [as_(owner).post(address, form) for _ in range(2)]

    made = ReadingList.objects.get()
    assert [answer["Location"] for answer in answers] == [made.get_absolute_url()] * 2
    assert made.listed.count() == 1
    assert as_(colleague).post(address, form)["Location"] != made.get_absolute_url()
    assert as_(owner).get(address).context["form"]["token"].value() != form["token"]


def test_of_two_presses_at_one_moment_the_later_gives_the_list_of_the_earlier(owner, monkeypatch):
    facts = {"owner": owner, "title": "To read", "intro": "", "community": None, "is_shared_by_link": False}
    press = uuid4()

    def made_by_the_other(viewer):
        make_list(owner, token=press)

    monkeypatch.setattr(permissions, "check_can_make_list", made_by_the_other)

    made = actions.make_list(**facts, token=press, made_at=timezone.now())

    assert made == ReadingList.objects.get()


def test_a_form_without_its_token_is_told_so_and_keeps_what_was_typed(owner):
    answer = as_(owner).post("/reading-lists/new/", data("For Monday", token=""))

    assert answer.status_code == 422
    assert "This form is incomplete." in answer.content.decode()
    assert "For Monday" in answer.content.decode()


def test_a_list_of_ones_own_is_nobody_elses(owner, colleague, guide):
    own = make_list(owner, guide)

    assert can_open(owner, own)
    assert not can_open(colleague, own)


def test_a_list_shared_with_a_community_is_for_its_members(owner, colleague, community, guide):
    shared = make_list(owner, guide, title="For the room", community=community)
    outsider = UserFactory()

    assert can_open(colleague, shared)
    assert not can_open(outsider, shared)
    assert b"For the room" in as_(colleague).get("/reading-lists/").content
    assert b"For the room" not in as_(outsider).get("/reading-lists/").content


def test_a_list_shared_by_link_opens_to_the_network_and_stands_in_no_list(owner, guide):
    linked = make_list(owner, guide, title="By link", is_shared_by_link=True)
    outsider = UserFactory()

    assert can_open(outsider, linked)
    assert b"By link" not in as_(outsider).get("/reading-lists/").content
    assert not can_open(UserFactory(unapproved=True), linked)
    assert Client().get(linked.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("why", ["owner left", "owner suspended", "owner blocked", "reader left"])
def test_what_ends_the_sharing_ends_it_at_once(owner, colleague, community, guide, why):
    shared = make_list(owner, guide, community=community)
    assert can_open(colleague, shared)

    if why == "owner left":
        owner.memberships.update(state="ended")
    elif why == "owner suspended":
        type(owner).objects.filter(pk=owner.pk).update(is_active=False)
    elif why == "owner blocked":
        Quiet.objects.create(person=owner, other=colleague, is_block=True)
    else:
        colleague.memberships.update(state="ended")

    assert not can_open(colleague, shared)
    assert b"To read" not in as_(colleague).get("/reading-lists/").content


def test_a_community_that_goes_leaves_the_list_to_its_owner(owner, colleague, community, guide):
    shared = make_list(owner, guide, community=community)

    Community.objects.filter(pk=community.pk).delete()

    assert can_open(owner, shared)
    assert not can_open(colleague, shared)


def test_a_page_the_reader_may_not_read_is_no_row_and_counts_nowhere(owner, colleague, community, guide):
    private = GuideFactory(title="For a few")
    shared = make_list(owner, guide, private, community=community)
    before = as_(colleague).get("/reading-lists/").content.decode()
    make_private(private, "groups")

    listed = as_(colleague).get(shared.get_absolute_url()).content.decode()

    assert "2 pages" in before
    assert "Bridging in a week" in listed
    assert "For a few" not in listed
    assert "1 page ·" in as_(colleague).get("/reading-lists/").content.decode()
    assert "For a few" not in as_(owner).get(shared.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["list-edit", "list-delete"])
def test_nobody_changes_a_list_of_somebody_else(owner, colleague, community, guide, name):
    shared = make_list(owner, guide, community=community)
    address = reverse(f"reading-lists:{name}", args=[shared.key])

    assert as_(colleague).get(address).status_code == 404
    assert as_(colleague).post(address, data("Mine now")).status_code == 404
    assert as_(colleague).get(reverse(f"reading-lists:{name}", args=[uuid4()])).status_code == 404
    assert as_(owner).get(address).status_code == 200
    with pytest.raises(permissions.CannotKeep):
        actions.delete_list(reading_list=shared, editor=colleague)


def test_a_page_is_taken_off_by_the_owner_alone(owner, colleague, community, guide):
    shared = make_list(owner, guide, community=community)
    address = reverse("reading-lists:page-remove", args=[shared.key, guide.pk])

    assert as_(colleague).post(address).status_code == 404
    assert shared.listed.exists()
    assert as_(owner).post(address)["Location"] == shared.get_absolute_url()
    assert not shared.listed.exists()
    with pytest.raises(permissions.CannotKeep):
        actions.take_off(page=guide, reading_list=shared, editor=colleague, at=timezone.now())


def test_a_list_is_renamed_shared_and_deleted(owner, community, guide):
    own = make_list(owner, guide)
    edit = reverse("reading-lists:list-edit", args=[own.key])

    as_(owner).post(edit, data("Renamed", community=community.pk, is_shared_by_link="on"))
    own.refresh_from_db()
    assert (own.title, own.community, own.is_shared_by_link) == ("Renamed", community, True)

    as_(owner).post(reverse("reading-lists:list-delete", args=[own.key]))
    assert not ReadingList.objects.exists()


def test_a_community_one_does_not_belong_to_is_refused(owner, guide):
    elsewhere = CommunityFactory(open=True)

    answer = as_(owner).post("/reading-lists/new/", data(community=elsewhere.pk))

    assert answer.status_code == 422
    with pytest.raises(permissions.CannotKeep, match="belong"):
        actions.make_list(
            owner=owner,
            title="x",
            intro="",
            community=elsewhere,
            is_shared_by_link=False,
            token=uuid4(),
            made_at=timezone.now(),
        )


def test_where_one_may_not_speak_one_shares_nothing_new_and_keeps_what_is_shared(owner, guide):
    closed = CommunityFactory(stage=Community.Stage.ARCHIVED)
    MembershipFactory(community=closed, user=owner)
    shared = make_list(owner, guide, title="Shared before", community=closed)

    answer = as_(owner).post("/reading-lists/new/", data(community=closed.pk))
    renamed = as_(owner).post(
        reverse("reading-lists:list-edit", args=[shared.key]), data("Still", community=closed.pk)
    )

    assert answer.status_code == 422
    assert renamed.status_code == 302


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"holding": Community.Holding.EVERY}, "lists cannot wait for that"),
        ({"holding": Community.Holding.NEWCOMERS}, "What you say first in this community waits"),
        ({"holds_names": True}, "may let somebody be recognised"),
    ],
)
def test_where_posts_wait_for_a_lead_a_list_is_not_shared(owner, guide, settings, sentence):
    careful = CommunityFactory(**settings)
    MembershipFactory(community=careful, user=owner)
    own = make_list(owner, guide)
    words = data("Call Ann on 0113 496 0000", intro="Her number is 0113 496 0000.", community=careful.pk)

    made = as_(owner).post("/reading-lists/new/", words)
    edit = reverse("reading-lists:list-edit", args=[own.key])
    changed = as_(owner).post(edit, words)

    for answer in (made, changed):
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert "Call Ann" in answer.content.decode()
    assert not ReadingList.objects.filter(community=careful).exists()


def test_a_shared_list_gets_no_new_words_past_a_lead_and_a_lead_waits_for_nobody(owner, guide):
    careful = CommunityFactory(holding=Community.Holding.EVERY)
    membership = MembershipFactory(community=careful, user=owner)
    shared = make_list(owner, guide, title="Shared before", community=careful)
    edit = reverse("reading-lists:list-edit", args=[shared.key])

    assert as_(owner).post(edit, data("Shared before", community=careful.pk)).status_code == 302
    assert as_(owner).post(edit, data("Other words", community=careful.pk)).status_code == 422
    membership.role = "lead"
    membership.save()
    assert as_(owner).post(edit, data("Other words", community=careful.pk)).status_code == 302


def test_a_second_list_of_one_name_is_refused_kindly(owner, guide):
    make_list(owner, guide)

    answer = as_(owner).post("/reading-lists/new/", data("TO READ"))

    assert answer.status_code == 422
    assert "You have a list of this name" in answer.content.decode()


def test_a_page_stands_on_the_lists_that_were_ticked_and_on_no_other(owner, colleague, guide):
    first, second = make_list(owner, guide, title="One"), make_list(owner, title="Two")
    theirs = make_list(colleague, guide, title="Theirs")
    address = reverse("reading-lists:page-choose", args=[guide.pk])

    answer = as_(owner).post(address, {"lists": [second.pk]})

    assert answer["Location"] == guide.url
    on = set(ListedPage.objects.values_list("reading_list", flat=True))
    assert on == {second.pk, theirs.pk}
    assert as_(owner).post(address, {"lists": [theirs.pk]}).status_code == 422
    assert first.listed.count() == 0


def test_a_page_one_may_not_read_comes_on_no_list(owner, guide):
    own = make_list(owner)
    make_private(guide, "groups")

    assert as_(owner).get(reverse("reading-lists:page-choose", args=[guide.pk])).status_code == 404
    with pytest.raises(permissions.CannotKeep):
        actions.put_on_lists(page=guide, owner=owner, lists=[own], at=timezone.now())


def test_full_lists_and_too_many_are_refused_with_a_reason(owner, guide, monkeypatch):
    monkeypatch.setattr(permissions, "PAGES_AT_MOST", 1)
    monkeypatch.setattr(permissions, "LISTS_AT_MOST", 1)
    full = make_list(owner, guide, title="Full")

    added = as_(owner).post(
        reverse("reading-lists:page-choose", args=[GuideFactory().pk]), {"lists": [full.pk]}
    )
    made = as_(owner).post("/reading-lists/new/", data("One more"))

    assert "“Full” has 1 pages" in added.content.decode()
    assert "You have 1 reading lists" in made.content.decode()


def test_a_name_is_a_line_of_plain_text(owner, community, guide):
    as_(owner).post("/reading-lists/new/", data("<b>Bold</b>\u202e", community=community.pk))

    made = ReadingList.objects.get()
    assert made.title == "<b>Bold</b>"
    assert "&lt;b&gt;Bold" in as_(owner).get(made.get_absolute_url()).content.decode()


def test_lists_cost_the_same_however_many(owner, colleague, community, guide, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_(colleague)
    shared = make_list(owner, guide, community=community)
    for address in ("/reading-lists/", shared.get_absolute_url()):
        client.get(address)
        with CaptureQueriesContext(connection) as once:
            client.get(address)
        for number in range(5):
            more = make_list(owner, guide, title=f"{address} {number}", community=community)
            page = GuideFactory()
            for each in (more, shared):
                ListedPage.objects.create(reading_list=each, page=page, added_at=timezone.now())

        with django_assert_max_num_queries(len(once)):
            client.get(address)
