"""Words that wait for a Lead: when they do, who sees them, and what becomes of them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import now

from communities import actions as belonging_actions
from communities import waiting
from communities.models import Community, Decision, Membership
from discussions import actions, holding
from discussions.models import Attachment, Draft, HeldPost, Post, Thread
from discussions.permissions import CannotEdit, CannotHold, CannotModerate, MustWait
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import keep_file, lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db

Holding = Community.Holding


@pytest.fixture
def thread():
    thread = make_thread(CommunityFactory(open=True))
    Community.objects.update(holding=Holding.BY_LEVEL)
    thread.community.refresh_from_db()
    return thread


@pytest.fixture
def lead(thread):
    return lead_of(thread.community)


@pytest.fixture
def newcomer(thread):
    return make_member(thread.community)


def hold(thread, author, body="<p>MARKHELD words</p>", **facts):
    facts = {"token": uuid4(), "why": "first", "held_at": now()} | facts
    return actions.hold_post(thread=thread, community=thread.community, author=author, body=body, **facts)


def let_through(held, lead):
    return actions.let_through(held=held, lead=lead, at=now())


def turn_back(held, lead):
    actions.turn_back(held=held, lead=lead, reason="It names somebody.", at=now())


def reply_address(thread):
    return reverse("discussions:thread-reply", args=[thread.community.slug, thread.pk])


def words(**facts):
    return {"body": "MARKHELD words", "body_format": "text", "token": str(uuid4())} | facts


# --- When words wait --------------------------------------------------------------------------


def test_a_first_post_waits_in_an_open_community_and_the_next_does_not(thread, newcomer, lead):
    assert holding.why_held(newcomer, thread.community, "<p>Hello.</p>") == "first"

    let_through(hold(thread, newcomer), lead)

    assert holding.why_held(newcomer, thread.community, "<p>Hello.</p>") == ""


@pytest.mark.parametrize(("level", "waits"), [("open", True), ("members", False), ("confidential", False)])
def test_what_waits_follows_the_level_unless_it_is_set(level, waits):
    community = CommunityFactory(**{level: True}, holding=Holding.BY_LEVEL)

    assert bool(holding.why_held(make_member(community), community, "<p>Hello.</p>")) is waits


@pytest.mark.parametrize(("days", "waits"), [(1, "link"), (30, "")])
def test_a_link_from_a_new_account_waits(thread, days, waits):
    author = make_member(thread.community, user__joined_at=now() - timedelta(days=days))
    let_through(hold(thread, author), lead_of(thread.community))

    assert holding.why_held(author, thread.community, '<p><a href="https://example.org">x</a></p>') == waits
    assert holding.why_held(author, thread.community, "<p>No link.</p>") == ""


def test_every_post_waits_where_a_community_wants_it_but_not_a_leads(thread, lead):
    thread.community.holding = Holding.EVERY

    assert holding.why_held(thread.author, thread.community, "<p>Hello.</p>") == "every"
    assert holding.why_held(lead, thread.community, "<p>Hello.</p>") == ""


NAMES_SOMEBODY = "<p>The victim, Aisha Khan, lives at 12 Mill Lane.</p>"


@pytest.mark.parametrize(("names_wait", "waits"), [(True, "found"), (False, "")])
def test_what_may_name_somebody_waits_where_a_community_wants_it(lead, thread, names_wait, waits):
    community = thread.community
    community.holding, community.holds_names = Holding.NOTHING, names_wait
    member = make_member(community)

    assert holding.why_held(member, community, NAMES_SOMEBODY) == waits
    assert holding.why_held(member, community, "<p>Hello.</p>", title="The victim, Aisha Khan") == waits
    assert holding.why_held(member, community, "<p>Nothing of that kind.</p>") == ""
    assert holding.why_held(lead, community, NAMES_SOMEBODY) == ""
    assert bool(holding.said_beforehand(member, community)) is names_wait
    assert not holding.said_beforehand(lead, community)


def test_looking_at_them_again_does_not_let_words_that_name_somebody_pass(client, thread, newcomer):
    Community.objects.update(holding=Holding.NOTHING, holds_names=True, names_are_asked_about="on")
    client.force_login(newcomer)
    asked = client.post(reply_address(thread), words(body=NAMES_SOMEBODY, body_format="html"))

    confirmed = asked.context["form"].pause.token
    client.post(reply_address(thread), words(body=NAMES_SOMEBODY, body_format="html", confirmed=confirmed))

    assert asked.status_code == 422
    assert HeldPost.objects.get().why == "found"


def test_a_title_that_names_somebody_waits_with_its_conversation(thread, newcomer):
    thread.community.holding, thread.community.holds_names = Holding.NOTHING, True

    with pytest.raises(MustWait):
        make_thread(thread.community, newcomer, title="The victim, Aisha Khan")


@pytest.mark.parametrize("way", ["post", "title", "summary"])
def test_a_change_brings_no_names_in_where_they_wait(way, thread, lead):
    Community.objects.update(holding=Holding.NOTHING, holds_names=True)
    thread.refresh_from_db()

    def change(editor, words):
        if way == "post":
            post = thread.posts.get(number=1)
            return actions.edit_post(post=post, editor=editor, body=f"<p>{words}</p>", edited_at=now())
        if way == "title":
            return actions.edit_thread(thread=thread, editor=editor, title=words, kind="question", topics=[])
        return actions.summarise_thread(
            thread=thread, editor=editor, body=f"<p>{words}</p>", written_at=now()
        )

    with pytest.raises(CannotEdit, match="wait here for a Lead"):
        change(thread.author, "The victim, Aisha Khan, told us & left.")
    change(thread.author, "She told us & left.")
    if way != "post":
        change(lead, "The victim, Aisha Khan, told us & left.")
        change(thread.author, "The victim, Aisha Khan, left.")


def test_no_way_of_posting_passes_by_the_rule(thread, newcomer):
    with pytest.raises(MustWait):
        make_reply(thread, newcomer)
    with pytest.raises(MustWait):
        make_thread(thread.community, newcomer)
    assert Post.objects.count() == 1


# --- Holding ------------------------------------------------------------------------------------


def test_a_held_reply_changes_nothing_that_others_could_count(thread, newcomer, client):
    before = Thread.objects.values().get(pk=thread.pk)
    client.force_login(newcomer)

    answer = client.post(reply_address(thread), words(), follow=True)

    assert "waits for a Lead" in answer.text
    assert "MARKHELD" in answer.text
    assert Thread.objects.values().get(pk=thread.pk) == before
    assert HeldPost.objects.get().why == "first"


def test_a_page_that_posts_by_script_is_led_to_where_it_stands(thread, newcomer, client):
    client.force_login(newcomer)

    answer = client.post(reply_address(thread), words(), headers={"accept": "application/json"})

    assert answer.status_code == 202
    assert answer.json()["url"].endswith(f"#held-{HeldPost.objects.get().pk}")


def test_the_same_press_is_held_once_and_posted_once(thread, newcomer, lead, client):
    client.force_login(newcomer)
    sent = words()
    client.post(reply_address(thread), sent)
    client.post(reply_address(thread), sent)
    assert HeldPost.objects.count() == 1

    let_through(HeldPost.objects.get(), lead)
    client.post(reply_address(thread), sent)

    assert Post.objects.filter(author=newcomer).count() == 1
    assert not HeldPost.objects.exists()


def test_a_held_start_becomes_a_conversation_with_all_it_was_to_have(thread, newcomer, lead, client):
    client.force_login(newcomer)
    address = reverse("discussions:thread-start", args=[thread.community.slug])
    client.post(address, words(title="A new question", kind="question"))
    assert Thread.objects.count() == 1

    post = let_through(HeldPost.objects.get(), lead)

    assert (post.thread.title, post.thread.kind, post.thread.author) == (
        "A new question",
        "question",
        newcomer,
    )


def test_files_wait_with_the_words_and_go_with_them(thread, newcomer, lead):
    file = keep_file(newcomer, thread.community, files.pdf("inside"), "plan.pdf")

    held = hold(thread, newcomer, files=[file.public_id])
    assert not Attachment.objects.forgotten().exists()
    post = let_through(held, lead)

    assert [each.name for each in post.attachments.all()] == ["plan.pdf"]


def test_what_could_not_be_posted_is_not_held_either(thread):
    with pytest.raises(Exception, match="Only members"):
        hold(thread, UserFactory())


# --- Who sees them ------------------------------------------------------------------------------


def test_nobody_finds_held_words_but_their_author_and_the_leads(thread, newcomer, lead, client):
    held = hold(thread, newcomer)
    pages = [
        thread.get_absolute_url(),
        f"/communities/{thread.community.slug}/threads/{thread.pk}/changes/?after=0",
        f"/communities/{thread.community.slug}/threads/",
        "/inbox/posts/",
        reverse("communities:look-after", args=[thread.community.slug]),
    ]
    viewers = {
        "stranger": None,
        "member": make_member(thread.community),
        "lead elsewhere": lead_of(CommunityFactory()),
        "staff": UserFactory(staff=True),
    }

    for name, viewer in viewers.items():
        client.logout()
        if viewer:
            client.force_login(viewer)
        assert not [page for page in pages if "MARKHELD" in client.get(page).text], name
        client.post(reverse("discussions:held-let-through", args=[thread.community.slug, held.pk]))
        assert HeldPost.objects.exists(), name

    client.force_login(newcomer)
    assert [page for page in pages if "MARKHELD" in client.get(page).text] == [pages[0], pages[3]]
    client.force_login(lead)
    assert [page for page in pages if "MARKHELD" in client.get(page).text] == [pages[4]]


def test_a_lead_opens_a_held_file_and_a_member_does_not(thread, newcomer, lead, client):
    file = keep_file(newcomer, thread.community, files.pdf("inside"), "plan.pdf")
    held = hold(thread, newcomer, files=[file.public_id])
    address = reverse(
        "discussions:held-file", args=[thread.community.slug, held.pk, file.public_id, "plan.pdf"]
    )

    client.force_login(lead)
    assert client.get(address).status_code == 200
    for stranger in (make_member(thread.community), lead_of(CommunityFactory())):
        client.force_login(stranger)
        assert client.get(address).status_code in {403, 404}


def test_held_words_are_found_inside_their_community_alone(thread, newcomer, lead, client):
    held = hold(thread, newcomer)
    elsewhere = MembershipFactory(lead=True, user=lead, community=CommunityFactory())
    client.force_login(lead)

    for name in ("held-let-through", "held-turn-back"):
        answer = client.post(reverse(f"discussions:{name}", args=[elsewhere.community.slug, held.pk]))
        assert answer.status_code == 404


# --- What Leads do --------------------------------------------------------------------------------


def test_a_lead_lets_words_through_by_one_press_and_the_author_hears_of_it(thread, newcomer, lead, client):
    held = hold(thread, newcomer)
    client.force_login(lead)

    client.post(reverse("discussions:held-let-through", args=[thread.community.slug, held.pk]))

    assert Post.objects.get(author=newcomer).body == "<p>MARKHELD words</p>"
    assert [(told.kind, told.by) for told in Decision.objects.about(newcomer)] == [("post-let-through", lead)]


def test_turning_back_needs_a_sentence_and_gives_the_words_back(thread, newcomer, lead, client):
    held = hold(thread, newcomer)
    client.force_login(lead)
    address = reverse("discussions:held-turn-back", args=[thread.community.slug, held.pk])

    refused = client.post(address, {f"held-{held.pk}-note": ""})
    client.post(address, {f"held-{held.pk}-note": "It names somebody."})

    assert refused.status_code == 422
    client.force_login(newcomer)
    page = client.get("/inbox/posts/").text
    assert "It names somebody." in page
    assert "MARKHELD" in page


def test_turning_back_can_be_undone(thread, newcomer, lead):
    held = hold(thread, newcomer)
    turn_back(held, lead)

    belonging_actions.undo_decision(
        decision=Decision.objects.get(kind="post-turned-back"), lead=lead, undone_at=now()
    )

    assert HeldPost.objects.waiting().get() == held


def test_only_leads_of_the_community_decide(thread, newcomer):
    held = hold(thread, newcomer)

    for stranger in (newcomer, make_member(thread.community), lead_of(CommunityFactory())):
        with pytest.raises(CannotModerate):
            let_through(held, stranger)
        with pytest.raises(CannotModerate):
            turn_back(held, stranger)


def test_a_lead_does_not_let_their_own_words_through(thread, newcomer, lead):
    held = hold(thread, newcomer)
    newcomer.memberships.update(role="lead")

    with pytest.raises(CannotHold, match="Another Lead"):
        let_through(held, newcomer)


def test_what_two_leads_decide_at_once_is_decided_once(thread, newcomer, lead):
    held = hold(thread, newcomer)
    let_through(held, lead)

    with pytest.raises(CannotHold, match="already"):
        turn_back(held, lead)


@pytest.mark.parametrize("change", [{"state": "ended"}, {"muted_until": now() + timedelta(days=9)}])
def test_words_of_somebody_who_may_not_post_any_more_do_not_go_through(thread, newcomer, lead, change):
    held = hold(thread, newcomer)
    newcomer.memberships.update(**change)

    with pytest.raises(CannotHold, match="could not post this now"):
        let_through(held, lead)
    assert HeldPost.objects.exists()


# --- Taking back ------------------------------------------------------------------------------------


def test_an_author_takes_held_words_back_as_a_draft_with_their_files(thread, newcomer, client):
    file = keep_file(newcomer, thread.community, files.pdf("inside"), "plan.pdf")
    held = hold(thread, newcomer, files=[file.public_id])
    client.force_login(newcomer)

    client.post(reverse("inbox:held-take-back", args=[held.pk]))

    draft = Draft.objects.get(author=newcomer)
    assert draft.body == "<p>MARKHELD words</p>"
    assert [each.name for each in draft.files.all()] == ["plan.pdf"]
    assert not HeldPost.objects.exists()


def test_nobody_takes_somebody_elses_words_back(thread, newcomer, lead, client):
    held = hold(thread, newcomer)
    client.force_login(lead)

    client.post(reverse("inbox:held-take-back", args=[held.pk]))

    assert HeldPost.objects.exists()
    with pytest.raises(CannotHold):
        actions.take_back(held=held, author=lead, at=now())


# --- The queue ----------------------------------------------------------------------------------------


def in_queue(lead, community, kind):
    queue = waiting.Queue(Community.objects.filter(pk=community.pk), lead, now(), only=kind)
    return [item.thing for item in queue[0:50]]


def test_held_words_wait_for_the_leads_and_not_for_their_author(thread, newcomer, lead):
    held = hold(thread, newcomer)

    assert in_queue(lead, thread.community, "held") == [held]
    assert in_queue(newcomer, thread.community, "held") == []


def question(community, days, **facts):
    thread = make_thread(community, kind="question", **facts)
    Thread.objects.filter(pk=thread.pk).update(started_at=now() - timedelta(days=days))
    Post.objects.filter(thread=thread).update(posted_at=now() - timedelta(days=days))
    return thread


def test_a_question_nobody_has_replied_to_for_three_days_waits(lead):
    community = CommunityFactory()
    lead = lead_of(community)
    waits, fresh, answered = question(community, 4), question(community, 2), question(community, 4)
    make_reply(answered)
    make_reply(waits, waits.author)  # their own words answer nobody

    assert in_queue(lead, community, "question") == [waits]
    assert fresh.pk


def test_a_newcomer_nobody_has_answered_for_a_day_waits():
    community = CommunityFactory()
    lead = lead_of(community)
    newcomer, old_hand = make_member(community), make_member(community, joined_at=now() - timedelta(days=90))
    first, other = question(community, 2, author=newcomer), question(community, 2, author=old_hand)

    assert in_queue(lead, community, "newcomer") == [first.posts.get()]
    make_reply(first)
    assert in_queue(lead, community, "newcomer") == []
    assert other.pk


def test_a_lead_puts_a_question_aside_and_can_bring_it_up_again(client):
    community = CommunityFactory()
    lead = lead_of(community)
    waits = question(community, 4)
    client.force_login(lead)

    client.post(reverse("discussions:thread-put-aside", args=[community.slug, waits.pk]))
    assert in_queue(lead, community, "question") == []
    belonging_actions.undo_decision(decision=Decision.objects.latest("pk"), lead=lead, undone_at=now())

    assert in_queue(lead, community, "question") == [waits]


def test_a_member_puts_nothing_aside(client):
    community = CommunityFactory()
    waits = question(community, 4)

    with pytest.raises(CannotModerate):
        actions.put_aside(thread=waits, lead=make_member(community), put_aside_at=now())


# --- When their conversation goes elsewhere ---------------------------------------------------------


def take_elsewhere(how, thread, lead):
    """Take a conversation to a Confidential Community, by moving it or by merging it into one there."""
    community = CommunityFactory(confidential=True, name="MARKSECRET", slug="marksecret")
    make_member(community, user=lead, role=Membership.Role.LEAD)
    if how == "moved":
        actions.move_thread(thread=thread, to=community, lead=lead)
        Thread.objects.update(title="MARKTITLE")
    else:
        into = make_thread(community, title="MARKTITLE")
        actions.merge_threads(thread=thread, into=into, lead=lead)
    return community


@pytest.mark.parametrize("how", ["moved", "merged"])
def test_held_words_wait_where_their_conversation_is(thread, newcomer, lead, client, how):
    held, left_behind = hold(thread, newcomer), lead_of(thread.community)
    queue = reverse("communities:look-after", args=[thread.community.slug])
    community = take_elsewhere(how, thread, lead)

    client.force_login(left_behind)
    page = client.get(queue).text
    assert not [mark for mark in ("MARKTITLE", "marksecret", "MARKHELD") if mark in page]
    held.refresh_from_db()
    with pytest.raises(CannotModerate):
        let_through(held, left_behind)
    client.force_login(lead)
    assert "MARKHELD" in client.get(reverse("communities:look-after", args=[community.slug])).text


@pytest.mark.parametrize("how", ["moved", "merged"])
def test_an_author_takes_held_words_back_and_does_not_learn_where_their_conversation_went(
    thread, newcomer, lead, client, how
):
    held = hold(thread, newcomer)
    take_elsewhere(how, thread, lead)
    client.force_login(newcomer)

    page = client.get("/inbox/posts/").text
    answer = client.post(reverse("inbox:held-take-back", args=[held.pk]))

    assert "MARKHELD" in page
    assert not [mark for mark in ("MARKSECRET", "MARKTITLE", "marksecret") if mark in page]
    assert answer["Location"] == "/inbox/drafts/"
    assert "MARKHELD" in Draft.objects.get(author=newcomer).body


def test_a_lead_of_where_it_was_does_not_undo_turning_words_back(thread, newcomer, lead):
    turn_back(hold(thread, newcomer), lead)
    left_behind = lead_of(thread.community)
    take_elsewhere("moved", thread, lead)

    with pytest.raises(CannotHold):
        belonging_actions.undo_decision(
            decision=Decision.objects.get(kind="post-turned-back"), lead=left_behind, undone_at=now()
        )


def test_whoever_looks_again_reads_the_words_and_no_tags(thread, newcomer, lead, client):
    turn_back(hold(thread, newcomer), lead)
    decision = Decision.objects.get(kind="post-turned-back")
    appeal = belonging_actions.appeal(decision=decision, person=newcomer, words="Please.", made_at=now())
    client.force_login(lead_of(thread.community))

    page = client.get(reverse("communities:appeal-detail", args=[appeal.pk])).text

    assert "MARKHELD words" in page
    assert "&lt;p&gt;" not in page
