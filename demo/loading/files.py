"""Files on the demonstration's posts: received as any upload is, and on disk once all is committed."""

from __future__ import annotations

from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from demo import documents, drawings
from demo.content import shapes
from discussions.models import Attachment, Post
from discussions.models.attachment import random_place
from discussions.receiving import receive


def load_file(told: shapes.File, post: Post) -> Attachment:
    """Put a file on a Post. A dry run commits nothing, and so leaves nothing on disk."""
    data = drawings.draw(told.drawing) if told.drawing else documents.one_page(*told.page)
    received = receive(SimpleUploadedFile(told.name, data), allows_images=True)
    attachment = Attachment(
        post=post,
        uploader=post.author,
        name=received.name,
        kind=received.kind.key,
        size=len(received.data),
        sha256=received.sha256,
        width=received.width,
        height=received.height,
        state=Attachment.State.UNSCANNED,
        text="\n".join(told.page),
        created_at=post.posted_at,
    )
    attachment.file = _kept(received.data, random_place(attachment, told.name))
    if received.thumbnail:
        attachment.thumbnail = _kept(received.thumbnail, random_place(attachment, told.name))
    attachment.save(force_insert=True)
    return attachment


def _kept(data: bytes, place: str) -> str:
    transaction.on_commit(partial(default_storage.save, place, ContentFile(data)))
    return place
