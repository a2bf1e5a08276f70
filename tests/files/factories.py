"""Files, folders and pins for tests. Everything goes through the actions."""

from uuid import uuid4

from django.utils import timezone

from communities.models import Community, User
from discussions.receiving import receive
from files import actions
from files.models import FileVersion, Folder, KeptFile
from tests.discussions import files
from tests.discussions.factories import make_member


def received(data: bytes | None = None, name: str = "minutes.pdf"):
    """Receive a file, a PDF like no other when none is given."""
    return receive(files.upload(data or files.pdf(str(uuid4())), name), allows_images=True)


def make_file(
    community: Community,
    uploader: User | None = None,
    data: bytes | None = None,
    name: str = "minutes.pdf",
    *,
    title: str = "Minutes of the meeting",
    **facts,
) -> KeptFile:
    """Add a file to a Community, by a new member when no uploader is given."""
    return actions.add_file(
        community=community,
        uploader=uploader or make_member(community),
        received=received(data, name),
        title=title,
        **({"added_at": timezone.now()} | facts),
    )


def make_version(file: KeptFile, uploader: User, data: bytes | None = None, **facts) -> FileVersion:
    """Add a newer version."""
    return actions.add_version(
        file=file,
        uploader=uploader,
        received=received(data, **facts),
        uploaded_at=timezone.now(),
    )


def make_folder(
    community: Community, maker: User | None = None, name: str = "Forms", parent: Folder | None = None
) -> Folder:
    """Make a folder, by a new member when no maker is given."""
    return actions.make_folder(
        community=community,
        maker=maker or make_member(community),
        name=name,
        parent=parent,
        made_at=timezone.now(),
    )


def hide(file: KeptFile, lead: User, reason: str = "It names a child.") -> None:
    """Put a file out of sight."""
    actions.hide_file(file=file, lead=lead, reason=reason, hidden_at=timezone.now())
