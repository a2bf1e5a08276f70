"""What Editors may do, what reminds them, and what follows when they publish."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from communities.models import PublicCounter
from resources.models import GuidanceIndexPage, HomePage
from tests.communities.factories import CommunityFactory, OrganisationFactory, TopicFactory, UserFactory
from tests.resources import factories as make
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db


def guidance_counter() -> int:
    return PublicCounter.objects.filter(name="guidance").values_list("value", flat=True).first() or 0


# --- Rights --------------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_group_may_write_and_publish_under_the_front_page_and_nowhere_above(group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    guide = GuideFactory()

    assert guide.permissions_for_user(user).can_edit()
    assert guide.permissions_for_user(user).can_publish()
    assert not Page.objects.get(depth=1).permissions_for_user(user).can_add_subpage()


def test_no_group_may_touch_accounts():
    for group in Group.objects.all():
        held = group.permissions.filter(content_type__app_label__in=["auth", "account", "mfa"])
        assert not held.exists()
        assert not group.permissions.filter(content_type__model="user").exists()


def test_reader_has_no_way_into_the_cms(client):
    client.force_login(UserFactory())

    assert client.get("/cms/").status_code in (302, 403)
    assert (
        GroupPagePermission.objects.filter(page__depth=1).exclude(group__name="Administrators").count() == 0
    )


@pytest.mark.parametrize(
    ("app", "model"),
    [
        ("resources", "guidepage"),
        ("resources", "casestudypage"),
        ("resources", "linkedresourcepage"),
    ],
)
def test_editor_opens_the_form_for_each_kind_of_guidance(as_editor, app, model):
    address = reverse("wagtailadmin_pages:add", args=[app, model, GuidanceIndexPage.objects.get().pk])

    response = as_editor.get(address)

    assert response.status_code == 200
    assert "What a busy reader learns here" in response.content.decode()


def test_steward_list_holds_no_narrow_community(as_editor):
    CommunityFactory(name="Open room", open=True)
    CommunityFactory(name="Secret room", confidential=True)

    html = as_editor.get(reverse("wagtailadmin_pages:edit", args=[GuideFactory().pk])).content.decode()

    assert "Open room" in html
    assert "Secret room" not in html


def test_steward_that_became_private_is_no_longer_named(client):
    community = CommunityFactory(name="Was open", open=True)
    guide = GuideFactory(steward=community)
    assert "Was open" in client.get(guide.url).content.decode()

    type(community).objects.filter(pk=community.pk).update(privacy="private", joining="invitation")

    assert "Was open" not in client.get(guide.url).content.decode()


def test_moderator_approves_in_two_steps(editor, moderator):
    workflow = HomePage.objects.get().get_workflow()
    assert [task.name for task in workflow.tasks] == ["A second pair of eyes", "Moderators approval"]
    guide = GuideFactory(draft=True)
    guide.save_revision(user=editor)

    state = workflow.start(guide, editor)
    state.current_task_state.approve(user=editor)
    state.refresh_from_db()
    assert not state.current_task_state.task.specific.get_actions(guide, editor)
    state.current_task_state.approve(user=moderator)

    guide.refresh_from_db()
    assert guide.live
    assert Workflow.objects.active().count() == 1


# --- The Editor's desk ---------------------------------------------------------------------


def test_desk_greets_and_says_that_nothing_waits(as_editor):
    html = as_editor.get("/cms/").content.decode()

    assert "Hello Edna." in html
    assert "Nothing waits for you" in html


def test_desk_lists_pages_past_their_review_date_and_my_drafts(as_editor, editor):
    yesterday = timezone.localdate() - timedelta(days=1)
    GuideFactory(title="Long unread", review_due_date=yesterday)
    GuideFactory(title="Read next year", review_due_date=timezone.localdate() + timedelta(days=300))
    mine = GuideFactory(title="My own draft", draft=True)
    mine.save_revision(user=editor)

    html = as_editor.get("/cms/").content.decode()

    assert "1 page past the review date" in html
    assert "Long unread" in html
    assert "1 draft of yours" in html
    assert "My own draft" in html
    assert "Read next year" not in html


def test_desk_counts_what_waits_for_my_approval(client, editor, moderator):
    guide = GuideFactory(draft=True)
    guide.save_revision(user=editor)
    HomePage.objects.get().get_workflow().start(guide, editor)
    client.force_login(moderator)

    assert "1 page to approve" in client.get("/cms/").content.decode()


# --- Time ----------------------------------------------------------------------------------


def test_page_scheduled_for_later_appears_when_its_time_has_come(client, time_machine):
    guide = GuideFactory(draft=True, slug="later")
    guide.go_live_at = timezone.now() + timedelta(hours=1)
    guide.save_revision().publish()
    call_command("publish_scheduled", verbosity=0)
    assert client.get("/guidance/later/").status_code == 404
    before = guidance_counter()

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled", verbosity=0)

    assert client.get("/guidance/later/").status_code == 200
    assert guidance_counter() > before


def test_page_that_expires_is_gone_when_its_time_has_come(client, time_machine):
    guide = GuideFactory(slug="soon-over", expire_at=timezone.now() + timedelta(hours=1))
    assert client.get(guide.url).status_code == 200

    time_machine.move_to(timezone.now() + timedelta(hours=2))
    call_command("publish_scheduled", verbosity=0)

    assert client.get("/guidance/soon-over/").status_code == 404


# --- What the page cache is told -----------------------------------------------------------


def publish(guide):
    guide.save_revision().publish()


def move(guide):
    guide.move(GuideFactory(title="A sibling"), pos="left")


CHANGES = {
    "publish": publish,
    "unpublish": lambda guide: guide.unpublish(),
    "delete": lambda guide: guide.delete(),
    "move": move,
    "restrict": make_private,
    "lift a restriction": lambda guide: make_private(guide).delete(),
    "topic": lambda guide: TopicFactory(),
    "organisation": lambda guide: OrganisationFactory(),
    "redirect": lambda guide: Redirect.objects.create(old_path="/x", redirect_page=guide),
    "site": lambda guide: Site.objects.get().save(),
    "picture": lambda guide: make.ImageFactory(),
    "document": lambda guide: make.DocumentFactory(),
    "delete a chapter": lambda guide: ChapterFactory(parent=guide).delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_readers_could_see_is_counted(change):
    guide = GuideFactory()
    before = guidance_counter()

    CHANGES[change](guide)

    assert guidance_counter() > before


def test_saving_a_draft_is_not_counted(editor):
    guide = GuideFactory()
    before = guidance_counter()

    guide.save_revision(user=editor)

    assert guidance_counter() == before
