"""Conversations: a Thread of Posts, and the log of what changed in it."""

from discussions.models.change import ChangeKind, ThreadChange
from discussions.models.place import FormerHome, FormerPlace
from discussions.models.post import Post, PostRevision
from discussions.models.reaction import Reaction
from discussions.models.reading import ThreadReading
from discussions.models.summary import ThreadSummary
from discussions.models.thread import TaggedThread, Thread

__all__ = [
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
