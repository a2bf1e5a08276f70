"""Taking the lock under which a Thread and its Posts change."""

from __future__ import annotations

from discussions.models import Post, Thread


def locked_thread(pk: int) -> Thread:
    """Take the lock of a Thread and read it again: what the view read may be old.

    Every writer takes the Thread first, so no two of them can wait for each other.
    """
    Thread.objects.select_for_update(no_key=True).get(pk=pk)
    return Thread.objects.select_related("community", "answer").get(pk=pk)


def locked_post(post: Post) -> Post:
    """Take the lock of the Thread a Post is in, then read both again.

    It may be moved while one waits: then the lock that was waited for is the wrong one.
    """
    posts = Post.objects.select_related("thread__community", "thread__answer", "author", "organisation")
    while True:
        locked_thread(post.thread_id)
        now_there = posts.get(pk=post.pk)
        if now_there.thread_id == post.thread_id:
            return now_there
        post = now_there
