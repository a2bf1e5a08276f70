"""A Post as HTML, the same for every reader, made once per change.

The page, the socket and polling all send these strings. What differs by reader is switched
on in the browser from data the page holds; the server decides every action again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from communities.models import Membership
from discussions.models import Post, Reaction, Thread
from discussions.querysets import PostQuerySet

#: Fragments kept by one process; at about 2 KB each, some 10 MB.
CAPACITY = 5000


class FragmentCache:
    """The most recently used fragments, safe to use from several threads."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._mutex = threading.Lock()
        self._fragments: OrderedDict[Hashable, SafeString] = OrderedDict()

    def get(self, key: Hashable) -> SafeString | None:
        """Give a fragment, and count it as used."""
        with self._mutex:
            fragment = self._fragments.get(key)
            if fragment is not None:
                self._fragments.move_to_end(key)
            return fragment

    def put(self, key: Hashable, fragment: SafeString) -> None:
        """Keep a fragment, and forget the one unused for longest when there are too many."""
        with self._mutex:
            self._fragments[key] = fragment
            while len(self._fragments) > self._capacity:
                self._fragments.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._mutex:
            self._fragments.clear()


_cache = FragmentCache(CAPACITY)
forget_all = _cache.clear


#: What a fragment shows, as columns: together with whether its author is a Lead the whole cache key.
#: A marked answer is a change of its Post, so it is in there.
KEY_COLUMNS = (
    "pk",
    "last_change",
    "thread",  # moved, it counts the changes of another one
    "community__slug",  # in its addresses
    "author__card_version",
    "organisation__name",
    "quoted__number",
    "quoted__author__card_version",
)


@dataclass(frozen=True)
class Fragment:
    """A Post as HTML, with the little that a page needs to know of it."""

    number: int
    author_id: int | None
    html: SafeString


def fragments_of(thread: Thread, posts: PostQuerySet) -> list[Fragment]:
    """Give these Posts of one Thread as HTML, by number.

    Two queries for the keys, and three more for whatever this process has not rendered yet: a page
    of fifty known Posts makes no model instances and renders no template.
    """
    # Asked for by itself: as a subquery of the next one it would double that one's price.
    leads = set(
        Membership.objects.leads().filter(community=thread.community_id).values_list("user_id", flat=True)
    )
    columns = posts.order_by("number").values_list("number", "author_id", *KEY_COLUMNS)
    rows = [(number, author_id, (*key, author_id in leads)) for number, author_id, *key in columns]
    known = {key: html for *_, key in rows if (html := _cache.get(key)) is not None}
    missing = {key[0]: key for *_, key in rows if key not in known}
    if missing:
        # Asked for after the keys: `thread` may be older, and a wrong mark would stay under a new key.
        answer = Thread.objects.values_list("answer", flat=True).get(pk=thread.pk)
        said = _reactions_to(missing)
        for post in Post.objects.for_page().with_files().filter(pk__in=missing):
            key = missing[post.pk]
            known[key] = _render(
                thread,
                post,
                is_answer=post.pk == answer,
                is_by_lead=post.author_id in leads,
                reactions=said[post.pk],
            )
            if (
                key[KEY_COLUMNS.index("community__slug")] == thread.community.slug
            ):  # else it has just been moved
                _cache.put(key, known[key])
    return [Fragment(number, author_id, known[key]) for number, author_id, key in rows]


def render_post(thread: Thread, post: Post) -> SafeString:
    """Give one Post in the form every reader of its Thread may see."""
    return fragments_of(thread, Post.objects.filter(pk=post.pk))[0].html


def _reactions_to(post_ids: Iterable[int]) -> dict[int, list[dict]]:
    """Count each word said to these Posts; give every word for every Post, in their order."""
    counts = Reaction.objects.filter(post__in=post_ids).values_list("post", "kind").annotate(Count("pk"))
    found = {(post_id, kind): count for post_id, kind, count in counts}
    return {
        post_id: [
            {"kind": kind.value, "label": kind.label, "count": found.get((post_id, kind.value), 0)}
            for kind in Reaction.Kind
        ]
        for post_id in post_ids
    }


def _render(thread: Thread, post: Post, **facts: object) -> SafeString:
    return render_to_string("discussions/_post.html", {"post": post, "thread": thread} | facts)
