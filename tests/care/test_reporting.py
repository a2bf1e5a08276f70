"""Reporting something: who may, what gathers into a case, and what is out of sight at once."""

import pytest
from django.utils import timezone

from care import permissions
from care.models import Case, Category, Report
from care.subjects import subject_of
from communities import limits
from communities.models import Community, Decision
from discussions import actions as talk
from discussions.models import Post
from tests.care.reports import STRANGER, report
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_post_with_file, make_reply, make_thread
from tests.discussions.pages import signed_in
from tests.discussions.test_matrix import masked

pytestmark = pytest.mark.django_db


def address(thing, kind="post") -> str:
    return f"/report/{kind}/{thing.pk}/"


def test_a_member_reports_a_post_and_is_thanked(post, reader):
    answer = signed_in(reader).post(address(post), {"category": "abuse", "words": "It calls us names."})

    assert answer["Location"] == "/report/thanks/abuse/"
    made = Report.objects.get()
    assert (made.reporter, made.words, made.case.author) == (reader, "It calls us names.", post.author)
    assert made.case.state == Case.State.RECEIVED


def test_a_reason_is_all_that_is_needed(post, reader):
    client = signed_in(reader)

    assert client.post(address(post), {"category": "rules"}).status_code == 302
    assert client.post(address(post), {"words": "No reason."}).status_code == 422
    assert "Choose what is wrong." in client.post(address(post), {"words": "Mine."}).text
    assert Report.objects.count() == 1


def test_somebody_signed_out_reports_what_is_open_and_may_leave_an_address(client, post):
    client.post(address(post), {"category": "danger", "email": "zoe@example.org"})

    made = Report.objects.get()
    assert (made.reporter, made.email) == (None, "zoe@example.org")


def test_a_program_is_thanked_and_nothing_is_kept(client, post):
    answer = client.post(address(post), {"category": "rules", "website": "https://x.example"})

    assert answer["Location"] == "/report/thanks/rules/"
    assert not Report.objects.exists()


def test_strangers_are_limited_by_address_and_the_words_stay(client, post):
    for _ in range(3):
        client.post(address(post), {"category": "rules"})

    answer = client.post(address(post), {"category": "rules", "words": "MARKKEPT"})

    assert answer.status_code == 403
    assert "MARKKEPT" in answer.text
    assert Report.objects.count() == 3
    limits.forget_all()


def test_ones_own_is_not_reported(post):
    assert signed_in(post.author).get(address(post)).status_code == 403
    with pytest.raises(permissions.CannotReport):
        report(post, post.author)


def test_a_deleted_post_is_not_there_to_report(post, reader):
    talk.delete_post(post=post, author=post.author, deleted_at=timezone.now())

    assert signed_in(reader).get(address(post)).status_code == 404
    with pytest.raises(permissions.CannotReport):
        report(post, reader)


@pytest.mark.parametrize("privacy", ["members", "private", "confidential"])
def test_what_one_may_not_see_answers_as_what_never_was(client, privacy):
    community = CommunityFactory(**{privacy: True})
    post = make_post_with_file(make_thread(community))

    for visitor in (client, signed_in(UserFactory())):
        for kind, pk in (("post", post.pk), ("file", post.attachments.get().pk)):
            there = visitor.get(f"/report/{kind}/{pk}/")
            absent = visitor.get(f"/report/{kind}/999999/")
            assert there.status_code == absent.status_code == 404
            assert masked(there.content) == masked(absent.content)
            assert visitor.post(f"/report/{kind}/{pk}/", {"category": "rules"}).status_code == 404
    assert not Case.objects.exists()


def test_profiles_are_for_members_of_the_network_to_report_and_go_to_the_office(client, reader):
    person = UserFactory()

    assert client.get(address(person, "person")).status_code == 404
    case = report(person, reader, kind="person")

    assert (case.community, case.author, case.state) == (None, person, Case.State.ESCALATED)


def test_a_kind_that_is_none_is_not_found(client, post):
    assert client.get(f"/report/house/{post.pk}/").status_code == 404


def test_reports_of_one_thing_gather_and_the_gravest_counts(post, reader):
    first = report(post, reader, Category.RULES)
    second = report(post, make_member(post.thread.community), Category.NAMED)

    assert first == second
    case = Case.objects.get()
    assert (case.category, case.is_urgent, case.reports.count()) == (Category.NAMED, True, 2)
    assert case.due_at < first.due_at


def test_the_same_persons_second_report_adds_nothing(post, reader):
    report(post, reader)
    report(post, reader, Category.DANGER)

    assert Report.objects.get().category == Category.RULES


def test_a_case_whose_lead_has_a_part_in_it_goes_to_the_office(community, lead):
    post = make_reply(make_thread(community))

    assert report(post, lead.user).state == Case.State.ESCALATED


def test_a_leads_own_post_goes_to_the_other_lead(community, lead, reader):
    post = make_reply(make_thread(community), lead.user)
    assert report(post, reader).state == Case.State.ESCALATED

    other = make_reply(make_thread(community), lead.user)
    lead_of(community)

    assert report(other, reader).state == Case.State.RECEIVED


# --- Out of sight at once -----------------------------------------------------------------


def hides(community):
    Community.objects.filter(pk=community.pk).update(urgent_reports_hide="on")


def test_what_is_reported_as_urgent_is_set_aside_where_the_community_says_so(community, post, reader):
    hides(community)

    report(post, reader, Category.DANGER)

    post.refresh_from_db()
    assert post.is_set_aside
    decision = Decision.objects.get(kind="post-set-aside")
    assert (decision.by, decision.about, decision.who) == (None, post.author, "The hub")


@pytest.mark.parametrize(("category", "is_hidden"), [("danger", True), ("abuse", False), ("rules", False)])
def test_only_what_is_urgent_is_set_aside(community, post, reader, category, is_hidden):
    hides(community)

    report(post, reader, Category(category))

    assert Post.objects.get(pk=post.pk).is_hidden == is_hidden


def test_nothing_is_set_aside_where_the_community_does_not_say_so(post, reader):
    report(post, reader, Category.DANGER)

    assert Post.objects.get(pk=post.pk).is_readable


def test_nothing_is_set_aside_for_strangers_or_accounts_nobody_approved(community, post):
    hides(community)

    report(post, STRANGER, Category.DANGER)
    report(post, UserFactory(unapproved=True), Category.DANGER)

    assert Post.objects.get(pk=post.pk).is_readable


@pytest.mark.parametrize(
    ("traits", "usual"),
    [
        ({"open": True}, False),
        ({"members": True}, False),
        ({"open": True, "shows_help": True}, True),
        ({"private": True}, True),
        ({"confidential": True}, True),
    ],
)
def test_what_is_usual_depends_on_the_room(traits, usual):
    community = CommunityFactory(**traits)

    assert community.hides_urgent_reports == usual
    community.urgent_reports_hide = "off" if usual else "on"
    assert community.hides_urgent_reports != usual


def test_a_lead_takes_it_back_in_one_press(community, lead, post, reader):
    hides(community)
    report(post, reader, Category.DANGER)
    decision = Decision.objects.get(kind="post-set-aside")

    signed_in(lead.user).post(f"/communities/{community.slug}/look-after/log/{decision.pk}/undo/")

    assert Post.objects.get(pk=post.pk).is_readable
    assert Decision.objects.get(kind="post-set-free").undoes == decision


def test_the_hubs_word_cannot_be_taken_back_once_a_lead_has_hidden_it(community, lead, post, reader):
    hides(community)
    report(post, reader, Category.DANGER)
    decision = Decision.objects.get(kind="post-set-aside")
    talk.hide_post(post=post, lead=lead.user, reason="A name.", hidden_at=timezone.now())

    signed_in(lead.user).post(f"/communities/{community.slug}/look-after/log/{decision.pk}/undo/")

    post.refresh_from_db()
    assert (post.hidden_by, post.hidden_reason) == (lead.user, "A name.")


# --- Sealed -------------------------------------------------------------------------------


@pytest.fixture
def sealed(community, lead):
    """A post with a file on it, which a stranger reported as what nobody may look at."""
    post = make_post_with_file(make_thread(community))
    report(post, STRANGER, Category.CHILD)
    return Post.objects.get(pk=post.pk)


def test_suspected_abuse_of_a_child_is_locked_whoever_reports_it_and_goes_to_the_office(sealed):
    case = Case.objects.get()

    assert sealed.is_sealed
    assert case.state == Case.State.ESCALATED
    assert not Decision.objects.filter(kind="post-set-aside").exists()


def test_nobody_opens_what_is_sealed(sealed, lead):
    home = f"/communities/{sealed.thread.community.slug}/threads/{sealed.thread_id}/posts/{sealed.number}/"
    file = sealed.attachments.get()
    staff = UserFactory(staff=True)
    MembershipFactory(user=staff, community=sealed.thread.community)

    for person in (lead.user, sealed.author, staff):
        client = signed_in(person)
        assert "We tried that" not in client.get(home).text
        assert client.get(f"{home}files/{file.public_id}/{file.name}").status_code == 404
        assert "We tried that" not in client.get("/inbox/posts/").text


def test_nobody_but_the_office_takes_it_back_or_away(sealed, lead):
    decision = Decision.objects.get(kind="post-sealed")
    with pytest.raises(talk.posts.permissions.CannotModerate):
        talk.restore_post(post=sealed, lead=lead.user)
    with pytest.raises(talk.posts.permissions.CannotEdit):
        talk.delete_post(post=sealed, author=sealed.author, deleted_at=timezone.now())
    signed_in(lead.user).post(
        f"/communities/{sealed.thread.community.slug}/look-after/log/{decision.pk}/undo/"
    )

    assert Post.objects.get(pk=sealed.pk).is_sealed


def test_what_was_hidden_a_moment_before_can_still_be_sealed(community, lead):
    post = make_reply(make_thread(community))
    seen = subject_of("post").find(STRANGER, post.pk)
    talk.hide_post(post=post, lead=lead.user, reason="A name.", hidden_at=timezone.now())

    subject_of("post").seal(seen, timezone.now())

    assert Post.objects.get(pk=post.pk).is_sealed


def test_what_is_out_of_sight_already_is_not_reported(community, lead, reader, post):
    talk.hide_post(post=post, lead=lead.user, reason="A name.", hidden_at=timezone.now())

    assert signed_in(reader).get(address(post)).status_code == 404


def test_who_wrote_what_is_sealed_is_not_asked_whether_to_delete_it_with_its_words(post, reader):
    report(post, reader, Category.CHILD)

    page = signed_in(post.author).get(f"/inbox/posts/{post.pk}/delete/")

    assert page.status_code == 403
    assert "MARKWORDS" not in page.text
