"""Conversations: a Thread of Posts, the files on them, and the log of what changed."""

from discussions.models.announcement import Announcement
from discussions.models.attachment import Attachment
from discussions.models.change import ChangeKind, ThreadChange
from discussions.models.crosspost import CrossPost
from discussions.models.draft import Draft
from discussions.models.held import HeldPost
from discussions.models.masked import MaskedAuthor
from discussions.models.mention import Mention
from discussions.models.place import FormerHome, FormerPlace
from discussions.models.post import Post, PostRevision
from discussions.models.reaction import Reaction
from discussions.models.reading import CommunityFollow, FollowLevel, ThreadReading
from discussions.models.saved import SavedPost
from discussions.models.summary import ThreadSummary
from discussions.models.thread import TaggedThread, Thread

__all__ = [
    "Announcement",
    "Attachment",
    "ChangeKind",
    "CommunityFollow",
    "CrossPost",
    "Draft",
    "FollowLevel",
    "FormerHome",
    "FormerPlace",
    "HeldPost",
    "MaskedAuthor",
    "Mention",
    "Post",
    "PostRevision",
    "Reaction",
    "SavedPost",
    "TaggedThread",
    "Thread",
    "ThreadChange",
    "ThreadReading",
    "ThreadSummary",
]
