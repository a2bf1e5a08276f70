"""What communities keep, in bulk: folders, files with their versions, and pins."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from communities.models import Community, Topic, User
from demo import documents
from demo.content import shapes
from demo.content.kept_files import SHELVES
from discussions.receiving import receive
from files.models import FileVersion, Folder, KeptFile, Pin, TaggedFile
from files.models.kept_file import random_place


def load_kept_files(pages: dict[str, int], now: datetime) -> int:
    """Add the files and pins of communities that keep none yet; `pages` gives the number of a page by key.

    Give the number of files that were not there.
    """
    people = {
        user.email.partition("@")[0]: user
        for user in User.objects.filter(email__endswith=f"@{shapes.MAIL_DOMAIN}")
    }
    topics = dict(Topic.objects.values_list("slug", "pk"))
    count = 0
    for shelf in SHELVES:
        community = Community.objects.get(slug=shelf.community)
        if KeptFile.objects.filter(community=community).exists():
            continue
        for told in shelf.files:
            _load_file(community, told, people, topics, now)
        _load_pins(community, shelf, people, pages, now)
        count += len(shelf.files)
    return count


def _load_file(
    community: Community,
    told: shapes.KeptFile,
    people: dict[str, User],
    topics: dict[str, int],
    now: datetime,
) -> None:
    uploader, added_at = people[told.by], now - timedelta(days=told.days_ago)
    file = KeptFile.objects.create(
        # The same each time, so that its address is.
        public_id=uuid5(NAMESPACE_URL, f"{community.slug}/{told.title}"),
        community=community,
        folder=_folder(community, told.folder, uploader, added_at),
        title=told.title,
        description=told.description,
        added_by=uploader,
        organisation_id=uploader.organisation_id,
        added_at=added_at,
        changed_at=added_at + timedelta(days=len(told.versions) - 1),
    )
    TaggedFile.objects.bulk_create(TaggedFile(tag_id=topics[key], content_object=file) for key in told.topics)
    for number, page in enumerate(told.versions, start=1):
        received = receive(SimpleUploadedFile(told.name, documents.one_page(*page)), allows_images=True)
        version = FileVersion(
            kept_file=file,
            number=number,
            uploader=uploader,
            uploaded_at=added_at + timedelta(days=number - 1),
            text="\n".join(page),
        )
        version.take(received, is_scanned=False)
        place = random_place(version, told.name)
        version.file = place
        # A dry run commits nothing, and so leaves nothing on disk.
        transaction.on_commit(partial(default_storage.save, place, ContentFile(received.data)))
        version.save(force_insert=True)
        file.current = version
    file.save(update_fields=["current"])
    if told.is_pinned:
        _pin(community, uploader, added_at, kept_file=file)


def _folder(community: Community, names: tuple[str, ...], maker: User, made_at: datetime) -> Folder | None:
    folder = None
    for name in names:
        folder, _ = Folder.objects.get_or_create(
            community=community, parent=folder, name=name, defaults={"made_by": maker, "made_at": made_at}
        )
    return folder


def _load_pins(
    community: Community, shelf: shapes.Shelf, people: dict[str, User], pages: dict[str, int], now: datetime
) -> None:
    for told in shelf.pins:
        what: dict[str, str | int] = {"title": told.title, "url": told.url, "sentence": told.sentence}
        if told.page:
            what = {"page_id": pages[told.page], "sentence": told.sentence}
        _pin(community, people[told.by], now, **what)


def _pin(community: Community, by: User, at: datetime, **what) -> None:
    position = Pin.objects.filter(community=community).count() + 1
    Pin.objects.create(community=community, position=position, pinned_by=by, pinned_at=at, **what)
