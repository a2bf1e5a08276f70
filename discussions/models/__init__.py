"""Conversations: a Thread of Posts, and the log of what changed in it."""

from discussions.models.change import ChangeKind, ThreadChange
from discussions.models.draft import Draft
from discussions.models.mention import Mention
from discussions.models.post import Post, PostRevision
from discussions.models.reading import ThreadReading
from discussions.models.thread import TaggedThread, Thread

__all__ = [
    "ChangeKind",
    "Draft",
    "Mention",
    "Post",
    "PostRevision",
    "TaggedThread",
    "Thread",
    "ThreadChange",
    "ThreadReading",
]
