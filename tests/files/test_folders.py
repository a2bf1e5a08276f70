"""Folders: made by members, named once, not too deep, and removed when they are empty."""

import pytest
from django.test import Client
from django.utils import timezone

from files import actions, permissions
from files.models import Folder
from files.models.folder import MAX_DEPTH
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import lead_of, make_member
from tests.files.factories import hide, make_file, make_folder
from tests.files.test_files import shelf, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory(open=True)


@pytest.fixture
def member(community):
    return make_member(community)


def test_a_member_makes_a_folder_in_a_folder(community, member):
    top = make_folder(community, member, "Forms")

    answer = signed_in(member).post(f"{shelf(community)}folders/add/?in={top.pk}", {"name": "For clubs"})

    below = Folder.objects.get(parent=top)
    assert answer["Location"] == below.get_absolute_url()
    assert b"For clubs" in Client().get(top.get_absolute_url()).content
    assert below.path_words == "Forms / For clubs"


def test_a_folder_needs_a_name(community, member):
    assert signed_in(member).post(f"{shelf(community)}folders/add/", {"name": " "}).status_code == 422


@pytest.mark.parametrize("where", ["top", "inside"])
def test_no_two_folders_of_one_name_lie_beside_each_other(community, member, where):
    parent = make_folder(community, member, "Forms") if where == "inside" else None
    make_folder(community, member, "Minutes", parent)
    query = f"?in={parent.pk}" if parent else ""

    answer = signed_in(member).post(f"{shelf(community)}folders/add/{query}", {"name": "MINUTES"})

    assert answer.status_code == 403
    assert b"There is a folder called" in answer.content
    assert make_folder(CommunityFactory(), name="Minutes")


def test_folders_go_only_so_deep(community, member):
    folder = None
    for number in range(MAX_DEPTH):
        folder = make_folder(community, member, f"Level {number}", folder)

    assert signed_in(member).get(f"{shelf(community)}folders/add/?in={folder.pk}").status_code == 403
    with pytest.raises(permissions.CannotKeep):
        make_folder(community, member, "Too deep", folder)
    assert b"Make a folder" not in signed_in(member).get(folder.get_absolute_url()).content


def test_outsiders_make_no_folders(community):
    outsider = UserFactory()

    assert signed_in(outsider).post(f"{shelf(community)}folders/add/", {"name": "Mine"}).status_code == 403
    with pytest.raises(permissions.CannotKeep):
        make_folder(community, outsider)


@pytest.mark.parametrize("query", ["?in=x", "?in=999999"])
def test_a_folder_that_is_not_there_takes_none(community, member, query):
    assert signed_in(member).get(f"{shelf(community)}folders/add/{query}").status_code == 404


def test_whoever_made_a_folder_renames_it_and_so_does_a_lead(community, member):
    folder = make_folder(community, member)
    edit = f"{folder.get_absolute_url()}edit/"

    assert signed_in(make_member(community)).post(edit, {"name": "Taken"}).status_code == 403
    for name, person in (("Mine", member), ("Ours", lead_of(community))):
        assert signed_in(person).post(edit, {"name": name}).status_code == 302
        folder.refresh_from_db()
        assert folder.name == name


def test_a_name_that_is_taken_or_missing_is_said_when_renaming(community, member):
    folder, _ = make_folder(community, member, "Forms"), make_folder(community, member, "Minutes")
    edit = f"{folder.get_absolute_url()}edit/"

    assert signed_in(member).post(edit, {"name": "minutes"}).status_code == 403
    assert signed_in(member).post(edit, {"name": ""}).status_code == 422
    assert signed_in(member).post(edit, {"name": "FORMS"}).status_code == 302


@pytest.mark.parametrize("holds", ["file", "hidden file", "folder"])
def test_only_an_empty_folder_is_removed(community, member, holds):
    folder = make_folder(community, member)
    edit = f"{folder.get_absolute_url()}edit/"
    if holds == "folder":
        make_folder(community, member, "Below", folder)
    else:
        file = make_file(community, member, folder=folder)
        if holds == "hidden file":
            hide(file, lead_of(community))

    answer = signed_in(member).post(edit, {"remove": "yes"})
    assert answer.status_code == 403
    assert b"Move them somewhere else first" in answer.content

    folder.children.all().delete()
    folder.kept_files.all().delete()
    assert signed_in(member).post(edit, {"remove": "yes"})["Location"] == shelf(community)
    assert not Folder.objects.filter(pk=folder.pk).exists()


def test_another_member_removes_nothing(community, member):
    folder = make_folder(community, member)
    other = make_member(community)

    assert signed_in(other).post(f"{folder.get_absolute_url()}edit/", {"remove": "yes"}).status_code == 403
    for act in (actions.remove_folder, lambda **facts: actions.rename_folder(name="Mine", **facts)):
        with pytest.raises(permissions.CannotChange):
            act(folder=folder, by=other)


def test_what_was_removed_meanwhile_is_said(community, member):
    folder, file = make_folder(community, member), make_file(community, member)
    Folder.objects.all().delete()

    with pytest.raises(permissions.PermissionDenied):
        actions.rename_folder(folder=folder, by=member, name="Gone")
    with pytest.raises(permissions.PermissionDenied):
        make_file(community, member, folder=folder)
    file.versions.all().delete()
    file.__class__.objects.all().delete()
    with pytest.raises(permissions.CannotChange):
        actions.delete_file(file=file, by=member, deleted_at=timezone.now())


def test_a_folder_is_found_in_its_own_community_alone(community, member):
    folder = make_folder(community, member)
    elsewhere = CommunityFactory(open=True)

    assert Client().get(f"{shelf(community)}folders/{folder.pk}/").status_code == 200
    assert Client().get(f"{shelf(elsewhere)}folders/{folder.pk}/").status_code == 404


def test_folders_of_a_closed_community_are_not_found_by_others():
    folder = make_folder(CommunityFactory(private=True))

    assert Client().get(folder.get_absolute_url()).status_code == 404
    assert not Folder.objects.visible_to(UserFactory()).exists()
