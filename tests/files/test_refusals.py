"""What is refused about files, folders and pins: early, under the lock, and when a decision is taken back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone

from communities.actions import undo_decision
from communities.limits import TooOften
from communities.models import Decision, Membership
from communities.permissions import CannotTakePart
from discussions.models.post import SEALED, SET_ASIDE
from files import actions, permissions
from files.actions import keeping
from files.actions.hiding import put_hidden
from files.models import FileVersion, KeptFile
from files.pinned import pinned_on
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import lead_of, make_member
from tests.files.factories import hide, make_file, make_folder, make_version
from tests.files.test_files import place, shelf, signed_in

pytestmark = pytest.mark.django_db

KEEPING = {
    "file": lambda file, person: make_file(file.community, person),
    "version": make_version,
}


@pytest.fixture
def community():
    return CommunityFactory(open=True)


@pytest.fixture
def lead(community):
    return lead_of(community)


@pytest.fixture
def member(community):
    return make_member(community)


@pytest.fixture
def file(community, member) -> KeptFile:
    return make_file(community, member)


# --- Who takes part -----------------------------------------------------------------------


@pytest.mark.parametrize("check", ["keep", "delete", "moderate"])
def test_a_lead_who_is_not_approved_is_told_that_they_wait_for_it(community, file, check):
    person = make_member(community, role="lead", user=UserFactory(unapproved=True))
    checks = {
        "keep": lambda: permissions.check_can_keep(person, community),
        "delete": lambda: permissions.check_can_delete(person, file),
        "moderate": lambda: permissions.check_can_moderate(person, community),
    }

    with pytest.raises(CannotTakePart, match="waiting"):
        checks[check]()


def test_whoever_has_left_changes_no_folder_they_made(community, member):
    folder = make_folder(community, member)
    member.memberships.update(state="ended")

    with pytest.raises(permissions.CannotKeep):
        actions.rename_folder(folder=folder, by=member, name="Mine")
    with pytest.raises(permissions.CannotKeep):
        actions.remove_folder(folder=folder, by=member)


# --- Early, and again under the lock ------------------------------------------------------


@pytest.mark.parametrize("what", KEEPING)
def test_what_is_refused_never_reaches_the_disk(file, what, monkeypatch):
    monkeypatch.setattr(keeping, "keep_on_disk", lambda *_, **facts: pytest.fail("It was kept."))

    with pytest.raises(permissions.CannotKeep):
        KEEPING[what](file, UserFactory())


@pytest.mark.parametrize("what", KEEPING)
def test_whoever_is_out_before_it_is_written_keeps_nothing(file, member, what, monkeypatch):
    keep_on_disk = keeping.keep_on_disk

    def keep_slowly(*args, **facts):
        Membership.objects.filter(user=member).update(state="ended")
        keep_on_disk(*args, **facts)

    monkeypatch.setattr(keeping, "keep_on_disk", keep_slowly)

    with pytest.raises(permissions.CannotKeep):
        KEEPING[what](file, member)
    assert FileVersion.objects.count() == 1


def test_versions_are_counted_with_uploads(file, member, monkeypatch):
    monkeypatch.setattr(keeping, "RATE", "1/hour")
    make_version(file, member)

    with pytest.raises(TooOften):
        make_version(file, member)


@pytest.mark.parametrize("form", ["add", "version", "folder"])
def test_a_form_is_not_shown_to_whoever_could_not_send_it(community, file, member, form):
    addresses = {
        "add": f"{shelf(community)}add/",
        "version": f"{place(file)}versions/add/",
        "folder": f"{make_folder(community, member).get_absolute_url()}edit/",
    }
    other = UserFactory() if form == "add" else make_member(community)

    assert signed_in(member).get(addresses[form]).status_code == 200
    assert signed_in(other).get(addresses[form]).status_code == 403


def test_a_member_is_not_asked_why_they_hide_a_file(file, member):
    assert signed_in(member).post(f"{place(file)}hide/", {"note": ""}).status_code == 403


# --- Out of sight -------------------------------------------------------------------------


def test_a_member_hides_nothing(file, member):
    with pytest.raises(permissions.CannotModerate):
        hide(file, member)

    assert not KeptFile.objects.get().is_hidden


def test_a_lead_does_not_make_it_theirs_that_another_hid_their_file(community, lead):
    author = lead_of(community)
    file = make_file(community, author)
    hide(file, lead)

    with pytest.raises(permissions.CannotModerate, match="somebody else decides"):
        hide(file, author)


def put_away(file: KeptFile, reason: str, **facts) -> None:
    """Have the hub put a file out of sight, as when it is reported."""
    put_hidden(KeptFile.objects.get(pk=file.pk), by=None, reason=reason, hidden_at=timezone.now(), **facts)


def undo(decision: Decision, lead) -> None:
    undo_decision(decision=decision, lead=lead, undone_at=timezone.now())


def test_hiding_is_not_taken_back_from_a_file_that_is_gone(file, lead):
    hide(file, lead)
    decision = Decision.objects.get()
    actions.delete_file(file=file, by=file.added_by, deleted_at=timezone.now())

    with pytest.raises(PermissionDenied, match="not hidden any more"):
        undo(decision, lead)


def test_hiding_is_not_taken_back_from_a_file_that_was_sealed_since(file, lead):
    hide(file, lead)
    decision = Decision.objects.get()
    put_away(file, SEALED, sealed=True)

    with pytest.raises(permissions.CannotModerate, match="locked this file"):
        undo(decision, lead)
    assert KeptFile.objects.get().is_sealed


def test_the_hubs_word_is_not_taken_back_once_a_lead_has_hidden_the_file(file, lead):
    put_away(file, SET_ASIDE)
    decision = Decision.objects.get()
    hide(file, lead)

    with pytest.raises(PermissionDenied, match="has looked at this file since"):
        undo(decision, lead)
    assert KeptFile.objects.get().hidden_by == lead


# --- Pins ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("privacy", "is_shown"), [("open", True), ("private", False)])
def test_a_pinned_file_is_shown_to_those_alone_who_may_have_it(privacy, is_shown):
    community = CommunityFactory(**{privacy: True})
    actions.pin_file(file=make_file(community), lead=lead_of(community), pinned_at=timezone.now())

    assert bool(pinned_on(RequestFactory().get("/"), community)) == is_shown
