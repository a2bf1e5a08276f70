"""Conversations: a Thread of Posts, the files on them, and the log of what changed."""

from discussions.models.attachment import Attachment
from discussions.models.change import ChangeKind, ThreadChange
from discussions.models.place import FormerHome, FormerPlace
from discussions.models.post import Post, PostRevision
from discussions.models.reaction import Reaction
from discussions.models.reading import ThreadReading
from discussions.models.summary import ThreadSummary
from discussions.models.thread import TaggedThread, Thread

__all__ = [
    "Attachment",
    "ChangeKind",
    "FormerHome",
    "FormerPlace",
    "Post",
    "PostRevision",
    "Reaction",
    "TaggedThread",
    "Thread",
    "ThreadChange",
    "ThreadReading",
    "ThreadSummary",
]
