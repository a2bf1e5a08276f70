"""Asking through a Lead without a name: what nobody learns, what the asker keeps, and looking up who it was."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from care import actions as care_actions
from care.models import Case, Category
from care.permissions import CannotDecideCase, can_decide
from care.subjects import subject_of
from communities import actions as belonging_actions
from communities import tasks as belonging_tasks
from communities.models import Decision, Membership, UnnamedPerson, User
from communities.permissions import CannotDecide, can_answer_appeal
from discussions import actions, frames, permissions
from discussions.models import Draft, HeldPost, MaskedAuthor, Mention, Post, Thread, ThreadReading
from discussions.permissions import (
    CannotEdit,
    CannotHold,
    CannotMask,
    CannotModerate,
    CannotReact,
    CannotReveal,
)
from tests.communities.factories import CommunityFactory, OrganisationFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import keep_file, lead_of, make_member, make_reply, make_thread
from tests.discussions.pages import address, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory(is_chatham_house=True)


@pytest.fixture
def lead(community):
    return lead_of(community)


@pytest.fixture
def thread(community, lead):
    return make_thread(community, lead)


@pytest.fixture
def asker(community):
    organisation = OrganisationFactory(name="MARKPLACE")
    return make_member(
        community,
        user=UserFactory(name="MARKASKER Moss", email="markmail@example.org", organisation=organisation),
    )


def ask(asker, thread, body="<p>MARKASKED words</p>", **facts) -> HeldPost:
    facts = {"token": uuid4(), "asked_at": now()} | facts
    return actions.ask_without_name(
        author=asker, community=thread.community, thread=thread, body=body, **facts
    )


def ask_anew(asker, community, **facts) -> HeldPost:
    facts = {"token": uuid4(), "asked_at": now(), "title": "MARKTITLE here", "kind": "question"} | facts
    return actions.ask_without_name(author=asker, community=community, body="<p>MARKASKED words</p>", **facts)


def pass_on(held, lead) -> Post:
    return actions.let_through(held=held, lead=lead, at=now())


def masked_post(asker, thread, lead) -> Post:
    return pass_on(ask(asker, thread), lead)


# --- Asking -------------------------------------------------------------------------------------


def test_what_is_ticked_waits_for_the_leads_and_what_is_not_is_posted(asker, thread):
    client = signed_in(asker)

    client.post(address(thread, "reply/"), words("MARKASKED", masked="on"))
    client.post(address(thread, "reply/"), words("Under my name."))

    assert HeldPost.objects.get().is_masked
    assert [post.author for post in thread.posts.filter(number__gt=1)] == [asker]


@pytest.mark.parametrize("start", [False, True])
def test_the_press_that_waits_without_a_name_posts_nothing_under_it(asker, community, thread, start):
    client = signed_in(asker)
    place = reverse("discussions:thread-start", args=[community.slug]) if start else address(thread, "reply/")
    sent = words("MARKASKED", title="May I ask this?", kind="question")
    before = Post.objects.count()

    client.post(place, sent | {"masked": "on"})
    again = client.post(place, sent)

    assert "wait for a Lead, who passes them on without your name" in again.text
    assert Post.objects.count() == before
    assert HeldPost.objects.get().is_masked


def test_a_conversation_is_started_without_a_name(asker, community, lead):
    client = signed_in(asker)
    start = reverse("discussions:thread-start", args=[community.slug])

    client.post(start, words("MARKASKED", masked="on", title="May I ask this?", kind="question"))
    pass_on(HeldPost.objects.get(), lead)

    thread = Thread.objects.get()
    assert (thread.author, thread.is_masked) == (None, True)
    assert (thread.posts.get().author, thread.posts.get().organisation) == (None, None)


@pytest.mark.parametrize(("offers", "is_shown"), [(True, True), (False, False)])
def test_the_box_is_there_where_a_lead_offers_it(offers, is_shown):
    community = CommunityFactory(asks_through_leads=offers)
    thread = make_thread(community, lead_of(community))
    client = signed_in(make_member(community))

    for page in (thread.get_absolute_url(), reverse("discussions:thread-start", args=[community.slug])):
        assert ("Ask without my name" in client.get(page).text) == is_shown


def test_a_box_ticked_while_it_was_offered_never_posts_under_a_name():
    community = CommunityFactory()
    thread = make_thread(community, lead_of(community))
    client = signed_in(make_member(community))

    answer = client.post(address(thread, "reply/"), words("MARKASKED", masked="on"))

    assert answer.status_code == 403
    assert "nothing was sent" in answer.text
    assert "MARKASKED" in answer.text
    assert "checked" in answer.text
    assert thread.posts.count() == 1


def test_the_only_lead_has_nobody_to_ask_through(community, lead):
    thread = make_thread(community, lead)
    make_member(community)  # who is no Lead

    with pytest.raises(CannotMask, match="Nobody but you"):
        ask(lead, thread)
    lead_of(community)
    assert ask(lead, thread)


def test_a_community_whose_only_lead_is_suspended_passes_nothing_on(asker, thread, lead):
    User.objects.filter(pk=lead.pk).update(is_active=False)

    with pytest.raises(CannotMask):
        ask(asker, thread)


def test_a_lead_does_not_pass_on_their_own_words(community, lead):
    thread = make_thread(community, lead)
    other = lead_of(community)
    held = ask(lead, thread)

    with pytest.raises(CannotHold, match="Another Lead"):
        pass_on(held, lead)
    assert pass_on(held, other)


def test_a_file_could_tell_who_asks(asker, thread):
    file = keep_file(asker, thread.community, files.pdf("inside"), "plan.pdf")

    with pytest.raises(CannotMask, match="file"):
        ask(asker, thread, files=[file.public_id])


def test_an_announcement_has_a_name(community, lead):
    lead_of(community)

    with pytest.raises(CannotMask, match="announcement"):
        ask_anew(lead, community, kind="announcement")


def test_three_wait_at_once_and_no_more(asker, thread, lead):
    held = [ask(asker, thread) for _ in range(3)]

    with pytest.raises(CannotMask, match="Three"):
        ask(asker, thread)
    pass_on(held[0], lead)
    assert ask(asker, thread)


def test_nobody_who_may_not_post_asks_without_a_name(community, thread):
    for stranger in (UserFactory(), make_member(community, ended=True)):
        with pytest.raises(permissions.CannotReply):
            ask(stranger, thread)
        with pytest.raises(permissions.CannotStart):
            ask_anew(stranger, community)


def test_one_press_asks_once_before_and_after_it_is_passed_on(asker, thread, lead):
    token = uuid4()
    held = ask(asker, thread, token=token)

    again = ask(asker, thread, token=token)
    post = pass_on(held, lead)
    later = ask(asker, thread, token=token)

    assert again == held
    assert later == post
    assert not HeldPost.objects.exists()


def test_whoever_is_named_in_it_is_not_told(asker, thread, lead):
    body = f'<p>MARKASKED <span class="mention" data-user="{lead.pk}">@{lead.name}</span></p>'

    post = pass_on(ask(asker, thread, body=body), lead)

    assert "mention" not in post.body
    assert not Mention.objects.exists()


def test_words_taken_back_and_drafts_keep_the_tick(asker, thread):
    held = ask(asker, thread)

    draft = actions.take_back(held=held, author=asker, at=now())

    page = signed_in(asker).get(f"{thread.get_absolute_url()}?draft=1").text
    assert draft.is_masked
    assert 'data-title="" data-masked' in page
    assert 'name="masked"' in page.split("checked")[0].rsplit("<input", 1)[-1]


def test_a_draft_saved_by_script_keeps_the_tick(asker, thread):
    facts = {"place": f"thread-{thread.pk}", "revision": "0", "body": "Half", "body_format": "text"}

    signed_in(asker).post("/inbox/drafts/save/", facts | {"token": str(uuid4()), "masked": "on"})

    assert Draft.objects.get().is_masked


# --- What nobody learns ---------------------------------------------------------------------------

MARKS = ("MARKASKER", "MARKPLACE", "markmail")


def everything(thread, post, held_pk) -> list[str]:
    home = thread.community.get_absolute_url()
    at = f"{home}threads/{thread.pk}/"
    return [
        "/",
        home,
        f"{home}threads/",
        f"{home}threads/activity/",
        f"{at}{thread.slug}/",
        f"{at}{thread.slug}/?quote={post.number}",
        f"{at}changes/?after=0",
        f"{at}posts/?after=0",
        f"{at}posts/{post.number}/",
        f"{at}posts/{post.number}/history/",
        f"{at}posts/{post.number}/edit/",
        f"{at}posts/{post.number}/delete/",
        f"{at}posts/{post.number}/asker/",
        f"{at}manage/",
        f"{home}look-after/",
        f"{home}look-after/log/",
        "/inbox/",
        "/inbox/digest/",
        "/inbox/posts/",
        "/inbox/saved/",
        "/decisions/",
        f"/report/post/{post.pk}/",
        "/cms/decisions/",
    ]


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("offered", ["chatham", "members", "open"])
def test_nothing_that_anybody_is_sent_says_who_asked(asker, lead, community, offered, is_new):
    facts = {
        "chatham": {},
        "members": {"is_chatham_house": False, "asks_through_leads": True},
        "open": {"is_chatham_house": False, "asks_through_leads": True, "privacy": "open"},
    }
    type(community).objects.filter(pk=community.pk).update(**facts[offered])
    community.refresh_from_db()
    thread = make_thread(community, lead)
    held = ask_anew(asker, community) if is_new else ask(asker, thread)
    post = pass_on(held, lead)
    thread = Thread.objects.get(pk=post.thread_id)
    quoting = make_reply(thread, make_member(community), quoted=post)
    people = {
        "nobody": None,
        "member": quoting.author,
        "lead": lead_of(community),
        "lead who passed it on": lead,
        "staff": UserFactory(staff=True),
        "staff with reason": UserFactory(staff=True),
        "lead elsewhere": lead_of(CommunityFactory()),
    }
    if offered != "open":
        belonging_actions.start_staff_reading(
            community=community, by=people["staff with reason"], reason="A report.", started_at=now()
        )
    for person in people.values():
        if person:
            actions.save_post(post=post, reader=person, saved_at=now())
    own_link = f"/people/{asker.pk}/"

    seen = set()
    for name, person in people.items():
        client = signed_in(person) if person else Client()
        for page in everything(thread, post, held.pk):
            answer = client.get(page)
            assert answer.status_code < 500, page
            text = (b"".join(answer) + str(sorted(answer.headers.items())).encode()).decode()
            leaks = [mark for mark in (*MARKS, own_link, f'data-author="{asker.pk}"') if mark in text]
            assert leaks == [], (name, page)
            seen.add("Asked through a Lead" in text)
    assert seen == {True, False}
    told = "".join(frames.since(thread.pk, 0, thread.last_change))
    assert "MARKASKED" in told
    assert not [mark for mark in MARKS if mark in told]
    assert f'"author": {asker.pk},' not in told
    assert "somebody who asked through a Lead" in told  # whom the reply quotes


def test_no_column_of_the_post_or_its_thread_leads_to_the_asker(asker, community, lead):
    post = pass_on(ask_anew(asker, community), lead)

    rows = [Post.objects.values().get(pk=post.pk), Thread.objects.values().get(pk=post.thread_id)]
    rows += list(Decision.objects.values())
    people = [value for row in rows for name, value in row.items() if name in {"author_id", "about_id"}]
    assert set(people) == {None}
    assert MaskedAuthor.objects.get().author == asker


def test_only_leads_of_the_community_see_who_asks_while_it_waits(asker, thread, lead):
    ask(asker, thread)
    queue = reverse("communities:look-after", args=[thread.community.slug])
    with_reason = UserFactory(staff=True)
    belonging_actions.start_staff_reading(
        community=thread.community, by=with_reason, reason="A report.", started_at=now()
    )

    assert "MARKASKER" in signed_in(lead).get(queue).text
    others = [
        make_member(thread.community),
        UserFactory(staff=True),
        with_reason,
        lead_of(CommunityFactory()),
    ]
    for person in others:
        for page in (
            queue,
            thread.get_absolute_url(),
            f"{thread.community.get_absolute_url()}look-after/log/",
        ):
            assert "MARKASKER" not in signed_in(person).get(page).text
            assert "MARKASKED" not in signed_in(person).get(page).text


def test_turning_it_back_names_nobody_in_the_log_and_reaches_the_asker(asker, thread, lead):
    held = ask(asker, thread)

    actions.turn_back(held=held, lead=lead, reason="It says where you work.", at=now())

    decision = Decision.objects.get(kind="post-turned-back")
    log = signed_in(lead).get(reverse("communities:decision-log", args=[thread.community.slug])).text
    assert decision.about is None
    assert "somebody who asked through a Lead" in log
    assert "MARKASKER" not in log
    assert Decision.objects.about(asker).get() == decision
    assert "It says where you work." in signed_in(asker).get("/inbox/posts/").text


@pytest.mark.parametrize("how", ["moved", "merged"])
def test_what_waits_without_a_name_does_not_go_before_other_leads(asker, thread, lead, how):
    held = ask(asker, thread)
    community = CommunityFactory()
    make_member(community, user=lead, role=Membership.Role.LEAD)
    stranger = lead_of(community)
    type(community).objects.filter(pk=thread.community_id).update(is_chatham_house=False)
    thread.refresh_from_db()

    if how == "moved":
        actions.move_thread(thread=thread, to=community, lead=lead)
    else:
        actions.merge_threads(thread=thread, into=make_thread(community, stranger), lead=lead)

    held.refresh_from_db()
    assert "other community" in held.turned_back_reason or "another community" in held.turned_back_reason
    assert (
        "MARKASKER"
        not in signed_in(stranger).get(reverse("communities:look-after", args=[community.slug])).text
    )
    assert "MARKASKED" in signed_in(asker).get("/inbox/posts/").text
    with pytest.raises(CannotHold):
        belonging_actions.undo_decision(
            decision=Decision.objects.get(kind="post-turned-back"), lead=lead, undone_at=now()
        )


def test_merging_within_a_community_leaves_it_waiting(asker, thread, lead):
    held = ask(asker, thread)

    actions.merge_threads(thread=thread, into=make_thread(thread.community, lead), lead=lead)

    assert HeldPost.objects.waiting().get() == held


def test_the_mask_goes_along_when_posts_are_split_off_and_moved(asker, thread, lead):
    post = masked_post(asker, thread, lead)

    fresh = actions.split_thread(thread=thread, numbers=[post.number], title="By itself", lead=lead)

    fresh.refresh_from_db()
    post.refresh_from_db()
    assert (fresh.author, fresh.is_masked, post.author, post.is_masked) == (None, True, None, True)
    assert "Asked through a Lead" in signed_in(lead).get(fresh.get_absolute_url()).text
    actions.merge_threads(thread=fresh, into=thread, lead=lead)
    post.refresh_from_db()
    assert (post.author, post.is_masked) == (None, True)


def test_opening_the_community_to_all_lifts_no_mask(asker, thread, lead, client):
    post = masked_post(asker, thread, lead)
    type(thread.community).objects.update(privacy="open", is_chatham_house=False)

    page = client.get(thread.get_absolute_url()).text

    assert "Asked through a Lead" in page
    assert "MARKASKER" not in page
    assert post.is_masked


#: What reads who asked, as decision 19 says. Whatever comes new is to stand there too.
READS_WHO_ASKED = {
    "care/permissions.py",
    "care/querysets.py",
    "discussions/actions/posts.py",
    "discussions/actions/threads.py",
    "discussions/permissions/masking.py",
    "discussions/querysets.py",
    "discussions/templatetags/discussions.py",
}


def modules_that_say(words: str) -> set[str]:
    """Give the modules of the rooms that hold these words, by their path."""
    rooms = ("care", "communities", "discussions", "files", "hub", "organisations", "resources")
    paths = (path for room in rooms for path in (settings.BASE_DIR / room).rglob("*.py"))
    return {str(path.relative_to(settings.BASE_DIR)) for path in paths if words in path.read_text("utf-8")}


def test_who_asked_is_read_where_the_decision_says_and_nowhere_else():
    writes_it = {"discussions/models/thread.py"}

    assert modules_that_say("MaskedAuthor.objects") - writes_it == READS_WHO_ASKED
    assert modules_that_say(".own_of(") == {"discussions/views/own_posts.py"}


# --- What the asker keeps ------------------------------------------------------------------------------


def test_the_asker_finds_it_among_their_own_posts_and_nobody_else_among_theirs(asker, thread, lead):
    masked_post(asker, thread, lead)

    page = signed_in(asker).get("/inbox/posts/").text

    assert "MARKASKED" in page
    assert "Without your name" in page
    assert "MARKASKED" not in signed_in(make_member(thread.community)).get("/inbox/posts/").text


def test_replies_are_news_to_the_asker(asker, community, lead):
    actions.follow_community(community=community, reader=asker, level="replies")
    post = pass_on(ask_anew(asker, community), lead)
    actions.mark_read(thread=post.thread, reader=asker, number=1, read_at=now())

    make_reply(Thread.objects.get(pk=post.thread_id), lead)

    assert list(Thread.objects.news_for(asker)) == [post.thread]


def test_a_level_that_was_chosen_for_the_conversation_stays(asker, thread, lead):
    actions.follow_thread(thread=thread, reader=asker, level="nothing", chosen_at=now())

    masked_post(asker, thread, lead)

    assert ThreadReading.objects.get(user=asker, thread=thread).level == "nothing"


def test_the_asker_deletes_it_and_does_not_change_it(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    stranger = make_member(thread.community)

    with pytest.raises(CannotEdit, match="without your name"):
        actions.edit_post(post=post, editor=asker, body="<p>Other.</p>", edited_at=now())
    with pytest.raises(CannotEdit, match="Only its author"):
        actions.edit_post(post=post, editor=stranger, body="<p>Other.</p>", edited_at=now())
    with pytest.raises(CannotEdit, match="Only its author"):
        actions.delete_post(post=post, author=stranger, deleted_at=now())
    actions.delete_post(post=post, author=asker, deleted_at=now())
    page = signed_in(stranger).get(thread.get_absolute_url()).text
    assert "The author deleted this post." in page


def test_the_asker_does_not_thank_themselves(asker, thread, lead):
    post = masked_post(asker, thread, lead)

    with pytest.raises(CannotReact):
        actions.set_reaction(post=post, reader=asker, kind="thanks", is_on=True)
    actions.set_reaction(post=post, reader=lead, kind="thanks", is_on=True)


def test_hiding_it_reaches_the_asker_who_may_ask_for_a_second_look_and_stays_unnamed(asker, thread, lead):
    post, other = masked_post(asker, thread, lead), lead_of(thread.community)
    mail.outbox.clear()

    actions.hide_post(post=post, lead=lead, reason="It names somebody.", hidden_at=now())
    decision = Decision.objects.get(kind="post-hidden")
    belonging_tasks.write_about_decision.func(decision.pk)
    appeal = belonging_actions.appeal(decision=decision, person=asker, words="It does not.", made_at=now())

    assert [letter.to for letter in mail.outbox] == [[asker.email]]
    for said in ("It names somebody", "without a name", "through a Lead"):
        assert said not in mail.outbox[0].body + mail.outbox[0].subject
    for page in (
        reverse("communities:look-after", args=[thread.community.slug]),
        reverse("communities:appeal-detail", args=[appeal.pk]),
    ):
        text = signed_in(other).get(page).text
        assert "somebody who asked through a Lead" in text
        assert "It does not." in text
        assert "MARKASKER" not in text
    belonging_actions.answer_appeal(
        appeal=appeal, reader=other, is_granted=True, answer="I looked.", answered_at=now()
    )
    assert set(Decision.objects.values_list("about", flat=True)) == {None}
    assert {told.kind for told in Decision.objects.about(asker)} == {
        "post-let-through", "post-hidden", "post-restored", "appeal-granted",
    }  # fmt: skip


def test_a_lead_who_asked_does_not_judge_their_own_post(community, lead):
    other = lead_of(community)
    thread = make_thread(community, other)
    post = masked_post(lead, thread, other)
    actions.hide_post(post=post, lead=other, reason="No.", hidden_at=now())
    decision = Decision.objects.get(kind="post-hidden")
    appeal = belonging_actions.appeal(decision=decision, person=lead, words="Why?", made_at=now())

    with pytest.raises(CannotModerate, match="You wrote this"):
        actions.restore_post(post=post, lead=lead)
    with pytest.raises(CannotDecide, match="Somebody else"):
        belonging_actions.undo_decision(decision=decision, lead=lead, undone_at=now())
    assert not can_answer_appeal(lead, appeal)
    assert can_answer_appeal(lead_of(community), appeal)


def test_closing_a_conversation_reaches_who_asked_it(asker, community, lead):
    post = pass_on(ask_anew(asker, community), lead)

    actions.set_locked(thread=post.thread, lead=lead, locked_at=now())

    decision = Decision.objects.get(kind="thread-closed")
    assert decision.about is None
    assert decision in Decision.objects.about(asker)


def test_merging_a_conversation_reaches_who_asked_it(asker, community, lead):
    post = pass_on(ask_anew(asker, community), lead)

    actions.merge_threads(thread=post.thread, into=make_thread(community, lead), lead=lead)

    assert Decision.objects.get(kind="thread-merged") in Decision.objects.about(asker)


def test_nothing_is_left_of_an_asker_whose_account_is_gone(asker, thread, lead):
    post = masked_post(asker, thread, lead)

    User.objects.filter(pk=asker.pk).delete()

    post.refresh_from_db()
    assert (post.author, post.is_masked) == (None, True)
    assert not MaskedAuthor.objects.exists()
    assert not UnnamedPerson.objects.exists()
    with pytest.raises(CannotReveal, match="Nobody knows"):
        actions.reveal_asker(post=post, lead=lead, reason="Why?", revealed_at=now())


# --- Looking up who it was ---------------------------------------------------------------------------------


def test_a_lead_looks_up_who_asked_with_a_reason_and_the_asker_is_told(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    client = signed_in(lead)
    page = address(thread, f"posts/{post.number}/asker/")
    mail.outbox.clear()

    before, refused = client.get(page), client.post(page, {"reason": "", "after": "0"})
    answer = client.post(page, {"reason": "Somebody may be in danger.", "after": drawn_after(before)})

    assert "MARKASKER" not in before.text
    assert (refused.status_code, "MARKASKER" in refused.text) == (422, False)
    assert "MARKASKER" in answer.text
    decision = Decision.objects.get(kind="asker-looked-up")
    assert (decision.by, decision.about, decision.reason) == (lead, None, "Somebody may be in danger.")
    told = signed_in(asker).get(decision.get_absolute_url()).text
    assert "A Lead has looked up that it was you" in told
    assert "Somebody may be in danger." in told
    log = client.get(reverse("communities:decision-log", args=[thread.community.slug])).text
    assert "looked up the name of somebody who asked through a Lead" in log
    assert "MARKASKER" not in log
    assert "MARKASKER" not in client.get(page).text


def drawn_after(page) -> str:
    """Give what the form that was sent says of the look-ups before it."""
    return page.text.split('name="after" value="')[1].split('"')[0]


@pytest.fixture
def letters_leave(settings) -> None:
    """Let each task run at once: the letters are what is counted."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.mark.usefixtures("letters_leave")
def test_the_answer_loaded_again_is_the_same_look_up(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    client, page = signed_in(lead), address(thread, f"posts/{post.number}/asker/")
    press = {"reason": "Somebody may be in danger.", "after": drawn_after(client.get(page))}
    first = client.post(page, press)
    mail.outbox.clear()

    again = client.post(page, press)

    assert "MARKASKER" in first.text
    assert "MARKASKER" in again.text
    assert "looking again is another entry in the log" in again.text
    assert Decision.objects.filter(kind="asker-looked-up").count() == 1
    assert not mail.outbox


@pytest.mark.usefixtures("letters_leave")
@pytest.mark.parametrize("who", ["lead", "other"])
@pytest.mark.parametrize("is_drawn_anew", [True, False])
def test_looking_again_is_another_entry_and_another_letter(asker, thread, lead, who, is_drawn_anew):
    post, other = masked_post(asker, thread, lead), lead_of(thread.community)
    client, page = signed_in(lead), address(thread, f"posts/{post.number}/asker/")
    press = {"reason": "Somebody may be in danger.", "after": drawn_after(client.get(page))}
    client.post(page, press)
    mail.outbox.clear()
    if who == "other":
        client = signed_in(other)
    if is_drawn_anew:
        press["after"] = drawn_after(client.get(page))
    elif who == "lead":
        press["reason"] = "I forgot the name."

    client.post(page, press)

    assert Decision.objects.filter(kind="asker-looked-up").count() == 2
    assert [letter.to for letter in mail.outbox] == [[asker.email]]


def test_the_same_press_gives_no_name_to_who_is_no_lead_any_more(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    press = {"post": post, "lead": lead, "reason": "I wonder.", "revealed_at": now(), "after": 0}
    assert actions.reveal_asker(**press) == asker
    lead.memberships.update(role="member")

    with pytest.raises(CannotModerate):
        actions.reveal_asker(**press)


def test_a_form_that_does_not_say_when_it_was_drawn_looks_nothing_up(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    page = address(thread, f"posts/{post.number}/asker/")

    for after in ("", "-1", "yesterday"):
        answer = signed_in(lead).post(page, {"reason": "I wonder.", "after": after})

        assert (answer.status_code, "MARKASKER" in answer.text) == (422, False)
    assert not Decision.objects.filter(kind="asker-looked-up").exists()


def test_nobody_but_leads_of_the_community_looks_it_up(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    page = address(thread, f"posts/{post.number}/asker/")

    for stranger in (
        make_member(thread.community),
        lead_of(CommunityFactory()),
        UserFactory(staff=True),
        asker,
    ):
        with pytest.raises(CannotModerate):
            actions.reveal_asker(post=post, lead=stranger, reason="I wonder.", revealed_at=now())
        answer = signed_in(stranger).post(page, {"reason": "I wonder.", "after": "0"})
        assert answer.status_code in {403, 404}
        assert "They have been told" not in answer.text
    assert not Decision.objects.filter(kind="asker-looked-up").exists()


def test_a_post_with_a_name_has_nobody_to_look_up(thread, lead):
    post = make_reply(thread)

    with pytest.raises(CannotReveal):
        actions.reveal_asker(post=post, lead=lead, reason="I wonder.", revealed_at=now())
    assert signed_in(lead).get(address(thread, f"posts/{post.number}/asker/")).status_code == 404


def test_leads_of_where_it_was_moved_do_not_look_it_up(asker, lead):
    home = CommunityFactory(asks_through_leads=True)
    make_member(home, user=lead, role=Membership.Role.LEAD)
    make_member(home, user=asker)
    thread, community = make_thread(home, lead), CommunityFactory()
    make_member(community, user=lead, role=Membership.Role.LEAD)
    post = masked_post(asker, thread, lead)
    actions.move_thread(thread=thread, to=community, lead=lead)

    with pytest.raises(CannotReveal, match="another community"):
        actions.reveal_asker(post=post, lead=lead_of(community), reason="I wonder.", revealed_at=now())


def test_what_the_office_has_sealed_is_not_looked_up(asker, thread, lead):
    post = masked_post(asker, thread, lead)
    Post.objects.filter(pk=post.pk).update(sealed_at=now(), hidden_at=now())

    with pytest.raises(CannotModerate, match="office"):
        actions.reveal_asker(post=post, lead=lead, reason="I wonder.", revealed_at=now())


def test_a_lead_does_not_look_themselves_up(community, lead):
    other = lead_of(community)
    post = masked_post(lead, make_thread(community, other), other)

    with pytest.raises(CannotReveal, match="yourself"):
        actions.reveal_asker(post=post, lead=lead, reason="I wonder.", revealed_at=now())


# --- Reports ------------------------------------------------------------------------------------------------


def report(post, reporter) -> Case:
    made = care_actions.report(
        subject=subject_of("post"),
        pk=post.pk,
        viewer=reporter,
        category=Category.RULES,
        words="",
        reported_at=now(),
    )
    return made.case


def test_a_report_of_it_warns_nobody_and_names_nobody(asker, thread, lead):
    case = report(masked_post(asker, thread, lead), make_member(thread.community))
    staff = UserFactory(staff=True)
    queue = reverse("communities:look-after", args=[thread.community.slug])

    assert case.author is None
    assert "MARKASKER" not in signed_in(lead).get(queue).text
    for act in (care_actions.warn, care_actions.pause):
        with pytest.raises(CannotDecideCase):
            act(case=case, lead=lead, reason="Please.", decided_at=now())
        with pytest.raises(CannotDecideCase, match="Nobody knows who wrote this"):
            act(case=case, lead=staff, reason="Please.", decided_at=now())
    care_actions.remove(case=case, decider=staff, reason="Please.", decided_at=now())


def test_a_report_of_it_goes_the_same_way_whoever_asked(community, lead):
    other = lead_of(community)
    by_a_lead = masked_post(lead, make_thread(community, other), other)
    by_a_member = masked_post(make_member(community), make_thread(community, other), other)
    cases = [report(post, make_member(community)) for post in (by_a_lead, by_a_member)]

    assert {case.state for case in cases} == {Case.State.ESCALATED}
    assert not any(can_decide(each, case) for each in (lead, other) for case in cases if each is lead)
    assert not Case.objects.waiting_for(other, type(community).objects.all()).exists()


# --- What Leads see of it ---------------------------------------------------------------------------------------


def test_a_masked_question_that_has_a_reply_waits_no_more(asker, community, lead):
    from datetime import timedelta

    from discussions.waiting_words import questions

    post = pass_on(ask_anew(asker, community), lead)
    Thread.objects.update(started_at=now() - timedelta(days=4))
    here = type(community).objects.filter(pk=community.pk)

    assert list(questions(here, lead, now())) == [post.thread]
    make_reply(Thread.objects.get(), lead)
    assert list(questions(here, lead, now())) == []


def test_ones_own_masked_question_is_none_to_answer(asker, community, lead):
    pass_on(ask_anew(asker, community), lead)

    desks = {person.pk: signed_in(person).get("/").text for person in (asker, make_member(community))}
    shown = [desk.count("Not answered yet") + desk.count("MARKTITLE") for desk in desks.values()]

    assert shown[0] < shown[1]


def test_a_lead_offers_it_and_ends_it_by_a_press_that_stands_in_the_log(client):
    community = CommunityFactory()
    lead, page = lead_of(community), reverse("communities:community-asking", args=[community.slug])
    client.force_login(lead)

    client.post(page, {"is_offered": "on"})
    community.refresh_from_db()
    assert community.asks_through_leads
    client.post(page, {})
    community.refresh_from_db()

    assert not community.asks_through_leads
    assert [each.kind for each in Decision.objects.order_by("pk")] == ["asking-offered", "asking-ended"]


def test_a_member_does_not_decide_that_people_ask_without_a_name():
    from communities.permissions import CannotLead

    community = CommunityFactory()

    with pytest.raises(CannotLead):
        belonging_actions.set_asking(
            lead=make_member(community), community=community, is_offered=True, decided_at=now()
        )


def test_under_the_chatham_house_rule_nobody_switches_it_off(community, lead):
    with pytest.raises(CannotDecide):
        belonging_actions.set_asking(lead=lead, community=community, is_offered=True, decided_at=now())
    assert community.lets_ask_without_name
