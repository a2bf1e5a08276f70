"""A Post as HTML, the same for every reader, made once per change.

The page, the socket and polling all send these strings. What differs by reader is switched
on in the browser from data the page holds; the server decides every action again.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable

from django.template.loader import get_template
from django.utils.safestring import SafeString

from discussions.models import Post, Thread

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


def render_posts(thread: Thread, posts: Iterable[Post]) -> list[SafeString]:
    """Give each Post as HTML, in order. `posts` come from `Post.objects.for_page()`."""
    return [render_post(thread, post) for post in posts]


def render_post(thread: Thread, post: Post) -> SafeString:
    """Give one Post in the form every reader of its Thread may see."""
    key = _key(post)
    fragment = _cache.get(key)
    if fragment is None:
        context = {"post": post, "thread": thread, "is_answer": thread.answer_id == post.pk}
        fragment = get_template("discussions/_post.html").render(context)
        _cache.put(key, fragment)
    return fragment


def _key(post: Post) -> Hashable:
    """Name everything a fragment shows. A marked answer is a change of its Post, so it is in there."""
    quoted = post.quoted
    return (
        post.pk,
        post.last_change,
        post.author and post.author.card_version,
        post.author_is_lead,
        post.organisation and post.organisation.name,
        quoted and (quoted.number, quoted.author and quoted.author.card_version),
        post.thread_id,
    )
