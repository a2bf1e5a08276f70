"""What the tests of guidance share."""

import pytest
from django.contrib.auth.models import Group

from tests.communities.factories import UserFactory


@pytest.fixture
def editor(db):
    """An approved person in Wagtail's Editors group."""
    user = UserFactory(name="Edna Editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def moderator(db):
    """An approved person in Wagtail's Moderators group."""
    user = UserFactory(name="Moira Moderator")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


@pytest.fixture
def as_editor(client, editor):
    """A browser in which the Editor is signed in."""
    client.force_login(editor)
    return client
