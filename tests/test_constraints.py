"""What the database itself refuses, each constraint by its name: the last guard when two presses race."""

from datetime import date
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from care.models import Case, Report
from communities.actions import start_staff_reading
from communities.models import Community, Quiet
from discussions import actions
from discussions.models import (
    Announcement,
    CommunityFollow,
    CrossPost,
    Draft,
    FollowLevel,
    FormerHome,
    FormerPlace,
    HeldPost,
    Mention,
    Post,
    Reaction,
    SavedPost,
)
from files.models import Pin
from freshness.models import (
    BrokenLink,
    ChangeNote,
    Feedback,
    LeftAlone,
    ReviewCall,
    ReviewReminder,
    ReviewRule,
    SeenChange,
)
from organisations.models import Domain
from passages.models import PageUpdate
from reading_lists.models import SavedPage
from resources.models import PageAuthor
from resources.models.base import TaggedPage
from tests.communities.factories import (
    CommunityFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PlaceFactory,
    TopicFactory,
    UserFactory,
)
from tests.contributions.factories import make_gathering
from tests.discussions.factories import keep_file, make_member, make_post_with_file, make_reply, make_thread
from tests.files.factories import make_file, make_folder
from tests.organisations.factories import ClaimFactory, ColleagueInvitationFactory, NetworkMembershipFactory
from tests.passages.factories import make_page, make_passage
from tests.practice.factories import make_record
from tests.reading_lists.factories import make_list
from tests.resources.factories import GuideFactory, ImageFactory, TermFactory

pytestmark = pytest.mark.django_db

OURS = {
    "care",
    "communities",
    "contributions",
    "discussions",
    "files",
    "finding",
    "freshness",
    "organisations",
    "passages",
    "practice",
    "reading_lists",
    "resources",
}


def reply():
    return make_reply(make_thread())


def upload():
    community = CommunityFactory()
    return keep_file(make_member(community), community)


def held():
    thread = make_thread()
    facts = {"body": "<p>Words.</p>", "token": uuid4(), "why": "first"}
    return HeldPost.objects.create(author=UserFactory(), community=thread.community, thread=thread, **facts)


def quiet():
    return Quiet.objects.create(person=UserFactory(), other=UserFactory())


def _about_themselves(row):
    row.other = row.person
    return row


def masked_post():
    thread = make_thread()
    author = thread.author
    post = thread.add_post(
        author=author, body="<p>Words.</p>", token=uuid4(), posted_at=timezone.now(), is_masked=True
    )
    return Post.objects.get(pk=post.pk)


def draft():
    return Draft.objects.create(
        author=UserFactory(), kind="thread", target_id=1, body="Half", token=uuid4(), saved_at=timezone.now()
    )


def staff_reading():
    return start_staff_reading(
        community=CommunityFactory(), by=UserFactory(staff=True), reason="A report", started_at=timezone.now()
    )


def reaction():
    post = reply()
    reader = make_member(post.thread.community)
    actions.set_reaction(post=post, reader=reader, kind=Reaction.Kind.THANKS, is_on=True)
    return post.reactions.get()


def pin(**what):
    community = CommunityFactory()
    return Pin.objects.create(community=community, position=1, **what)


def case():
    return Case.objects.create(subject_kind="post", subject_id=7, category="rules", due_at=timezone.now())


#: A row by the constraint that refuses a second one, and what would be different about that.
ONCE = {
    "one_user_per_email": (lambda: UserFactory(email="ada@example.org"), {"email": "Ada@example.org"}),
    "one_place_per_code_and_year": (PlaceFactory, {"slug": "another"}),
    "one_place_per_name_and_year": (PlaceFactory, {"code": "E99999998"}),
    "one_membership_per_user_and_community": (MembershipFactory, {"role": "lead"}),
    "one_open_invitation_per_community_and_address": (InvitationFactory, {"token_hash": "another"}),
    "one_standing_announcement_per_thread": (
        lambda: Announcement.objects.create(
            thread=(thread := make_thread()),
            community=thread.community,
            announced_at=timezone.now(),
            letters_from=timezone.now(),
            letter_count=0,
        ),
        {"letter_count": 1},
    ),
    "one_quiet_per_pair": (quiet, {"is_block": True}),
    "one_post_per_number": (reply, {"token": uuid4()}),
    "one_post_per_press": (reply, {"number": 99}),
    "one_change_per_number": (lambda: reply().thread.changes.last(), {"kind": "post.hidden"}),
    "one_attachment_per_public_id": (upload, {}),
    "same_file_once_per_post": (
        lambda: make_post_with_file(make_thread()).attachments.get(),
        {"public_id": uuid4()},
    ),
    "one_draft_per_author_and_place": (draft, {"body": "Other words", "token": uuid4()}),
    "one_mention_per_post_and_user": (
        lambda: Mention.objects.create(post=reply(), user=UserFactory(), made_at=timezone.now()),
        {"seen_at": timezone.now()},
    ),
    "one_post_was_at_a_number": (
        lambda: FormerPlace.objects.create(thread=make_thread(), number=2, post=reply()),
        {},
    ),
    "one_former_home_per_community": (
        lambda: FormerHome.objects.create(thread=make_thread(), community=CommunityFactory()),
        {},
    ),
    "one_masked_post_per_press": (lambda: masked_post().masked_author, {"post_id": 999_999}),
    "one_held_post_per_press": (held, {"body": "<p>Others.</p>"}),
    "one_reaction_of_a_kind": (reaction, {}),
    "one_reading_per_user_and_thread": (lambda: make_thread().readings.get(), {"last_read_number": 0}),
    "one_follow_per_user_and_community": (
        lambda: CommunityFollow.objects.create(
            user=UserFactory(), community=CommunityFactory(), level=FollowLevel.DIGEST
        ),
        {"level": FollowLevel.NOTHING},
    ),
    "one_card_per_thread_and_community": (
        lambda: CrossPost.objects.create(thread=make_thread(), community=CommunityFactory()),
        {"sentence": "Again"},
    ),
    "one_saving_per_user_and_post": (
        lambda: SavedPost.objects.create(user=UserFactory(), post=reply(), saved_at=timezone.now()),
        {},
    ),
    "one_staff_reading_at_a_time": (staff_reading, {"reason": "Another"}),
    "one_open_case_per_thing": (case, {"category": "abuse"}),
    "one_report_per_case_and_person": (
        lambda: Report.objects.create(case=case(), reporter=UserFactory(), category="rules"),
        {"words": "Again."},
    ),
    "one_tag_per_page_and_topic": (
        lambda: TaggedPage.objects.create(tag=TopicFactory(), content_object=GuideFactory()),
        {},
    ),
    "one_saving_per_user_and_page": (
        lambda: SavedPage.objects.create(user=UserFactory(), page=GuideFactory(), saved_at=timezone.now()),
        {},
    ),
    "one_reading_list_of_a_name_per_owner": (
        make_list,
        {"title": "TO READ", "key": uuid4(), "token": uuid4()},
    ),
    "one_reading_list_per_press": (make_list, {"title": "Another", "key": uuid4()}),
    "one_place_per_list_and_page": (lambda: make_list(None, GuideFactory()).listed.get(), {}),
    "one_term_of_a_name": (lambda: TermFactory(name="bridging"), {"name": "Bridging", "slug": "other"}),
    "one_authorship_per_page": (
        lambda: PageAuthor.objects.create(page=GuideFactory(), organisation=OrganisationFactory()),
        {"sort_order": 9},
    ),
    "one_folder_of_a_name_on_top": (lambda: make_folder(CommunityFactory(), name="Forms"), {"name": "FORMS"}),
    "one_folder_of_a_name_in_a_folder": (
        lambda: make_folder(
            (top := make_folder(CommunityFactory())).community, top.made_by, "Minutes", parent=top
        ),
        {"name": "minutes"},
    ),
    "one_kept_file_per_public_id": (lambda: make_file(CommunityFactory()), {"current": None}),
    "one_version_per_number": (lambda: make_file(CommunityFactory()).versions.get(), {"sha256": "0"}),
    "one_organisation_per_domain": (
        lambda: Domain.objects.create(organisation=OrganisationFactory(), name="council.example"),
        {},
    ),
    "one_open_invitation_per_organisation_and_address": (
        ColleagueInvitationFactory,
        {"token_hash": "another"},
    ),
    "one_waiting_claim_per_person": (ClaimFactory, {"note": "Again"}),
    "one_pin_per_page": (lambda: pin(page=GuideFactory()), {"position": 2}),
    "one_pin_per_file": (lambda: pin(kept_file=make_file(CommunityFactory())), {"position": 2}),
    "one_open_review_call_per_reason": (
        lambda: ReviewCall.objects.create(page=GuideFactory(), reason="did-not-work"),
        {"called_at": timezone.now()},
    ),
    "one_leaving_alone_per_person_and_page": (
        lambda: LeftAlone.objects.create(person=UserFactory(), page=GuideFactory()),
        {"said_at": timezone.now()},
    ),
    "one_broken_link_per_page_and_target": (
        lambda: BrokenLink.objects.create(
            page=GuideFactory(), target="page 7", words="Read on", fault="gone", found_at=timezone.now()
        ),
        {"words": "Here"},
    ),
    "one_feedback_per_press": (
        lambda: Feedback.objects.create(page=GuideFactory(), is_useful=True),
        {"missing": "A hall."},
    ),
    "one_seeing_per_person_and_change": (
        lambda: SeenChange.objects.create(
            person=UserFactory(), note=ChangeNote.objects.create(page=GuideFactory(), words="More chairs.")
        ),
        {"seen_at": timezone.now()},
    ),
    "one_reminder_per_review_date": (
        lambda: ReviewReminder.objects.create(
            page=GuideFactory(), person=UserFactory(), due_date=date(2026, 5, 1)
        ),
        {"sent_at": timezone.now()},
    ),
    "one_review_rule_per_kind": (lambda: ReviewRule.objects.get(kind="guide"), {"months": 3}),
    "one_review_rule_per_topic": (
        lambda: ReviewRule.objects.create(topic=TopicFactory(), months=3),
        {"months": 4},
    ),
    "one_gathering_per_press": (make_gathering, {"title": "Another"}),
    "one_contribution_per_post": (
        lambda: make_gathering().contributions.get(),
        {"id": uuid4(), "voice_id": 999_999},
    ),
    "one_practice_record_per_press": (make_record, {"year": 2020}),
    "one_promise_per_question": (
        lambda: PageUpdate.objects.create(thread=make_thread(), page=GuideFactory()),
        {"id": uuid4()},
    ),
    "one_rendition_per_filter": (lambda: ImageFactory().get_rendition("width-10"), {"width": 11}),
}
#: A row that says something it must not, by the constraint that refuses it.
NEVER = {
    "place_code_is_of_its_nation": (PlaceFactory, {"nation": "scotland"}),
    "confidential_is_chatham_house": (
        lambda: CommunityFactory(confidential=True),
        {"is_chatham_house": False},
    ),
    "open_is_not_chatham_house": (lambda: CommunityFactory(open=True), {"is_chatham_house": True}),
    "readers_are_named_to_members_only": (lambda: CommunityFactory(open=True), {"shows_readers": True}),
    "decided_case_has_an_outcome": (case, {"state": "decided"}),
    "private_is_by_invitation": (
        lambda: CommunityFactory(private=True),
        {"joining": Community.Joining.NOW},
    ),
    "nobody_is_quiet_to_themselves": (lambda: _about_themselves(quiet()), {}),
    "masked_post_names_nobody": (masked_post, {"author_id": 1}),
    "masked_thread_names_nobody": (make_thread, {"is_masked": True}),
    "held_post_answers_or_starts": (held, {"thread": None, "title": ""}),
    "staff_reading_has_a_reason": (staff_reading, {"reason": ""}),
    "domain_is_not_public": (
        lambda: Domain.objects.create(organisation=OrganisationFactory(), name="council.example"),
        {"name": "gmail.com"},
    ),
    "network_membership_ends_after_it_starts": (
        NetworkMembershipFactory,
        {"end_date": date(2001, 1, 1)},
    ),
    "answered_claim_has_a_time": (ClaimFactory, {"outcome": "accepted"}),
    "passage_has_words": (lambda: make_passage(make_page()), {"word_count": 0}),
    "review_rule_is_for_a_kind_or_a_topic": (
        lambda: ReviewRule.objects.create(topic=TopicFactory(), months=3),
        {"kind": "guide"},
    ),
    "waiting_has_no_answer_yet": (
        lambda: make_gathering().contributions.get(),
        {"answered_at": timezone.now()},
    ),
    "unshown_voice_says_nothing": (
        lambda: make_gathering().contributions.get().voice,
        {"words": "<p>No.</p>"},
    ),
    "published_practice_record_is_whole": (make_record, {"happened": ""}),
    "sealed_practice_record_is_hidden": (make_record, {"sealed_at": timezone.now()}),
    "pin_is_one_thing": (lambda: pin(page=GuideFactory()), {"url": "https://example.org/", "title": "Both"}),
    "version_has_a_size_if_a_picture": (
        lambda: make_file(CommunityFactory()).versions.get(),
        {"width": 10},
    ),
    "attachment_has_a_size_if_a_picture": (upload, {"width": 10}),
}


def test_every_constraint_is_tried_below():
    ours = {
        constraint.name
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in OURS
        for constraint in model._meta.constraints
    }

    assert ours == ONCE.keys() | NEVER.keys()


@pytest.mark.parametrize("name", ONCE)
def test_the_database_takes_no_second_row(name):
    make, changes = ONCE[name]
    row = make()
    row.pk, row._state.adding = None, True
    for field, value in changes.items():
        setattr(row, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("name", NEVER)
def test_the_database_takes_no_row_that_says(name):
    make, changes = NEVER[name]
    row = make()
    for field, value in changes.items():
        setattr(row, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
