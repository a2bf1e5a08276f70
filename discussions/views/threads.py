"""One conversation: reading it, replying, and what a page asks while it is open."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page

from communities.pages import visible_pages
from communities.public import mark_public
from discussions import actions, drafts, following, frames, mentions, permissions, richtext
from discussions.doors import (
    as_number,
    audience_sentence,
    check_is_not_elsewhere,
    find_thread,
    number_or_404,
)
from discussions.file_forms import FilesForm
from discussions.forms import ReplyForm
from discussions.fragments import fragments_of
from discussions.holding import said_beforehand
from discussions.marks import quiet_ids_of, said_by, saved_by
from discussions.models import Draft, HeldPost, Mention, Post, Reaction, Thread, ThreadReading
from discussions.posting import (
    Refused,
    answer_held,
    answer_words,
    attempt,
    gives_words_back,
    is_by_script,
    keep_words,
    kept_words,
    refuse_words,
    say_notes,
    say_refusal,
    writer_mark,
)
from discussions.standing import standing_of, why_not
from discussions.views.reading import remember_seen
from discussions.windows import Window, earlier_than, later_than

if TYPE_CHECKING:
    from communities.querysets import Viewer

#: How long a Lead is asked, above an announcement, whether to tell everybody of it.
OFFERED_FOR = timedelta(days=14)


@require_GET
def thread_number(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Lead from a Thread's number to its whole address, keeping the place asked for."""
    thread = find_thread(request, slug, pk)
    query = request.META["QUERY_STRING"]
    return redirect(thread.get_absolute_url() + (f"?{query}" if query else ""))


@require_GET
def thread_detail(request: HttpRequest, slug: str, pk: int, words: str) -> HttpResponse:
    """Show a page of a Thread: at `?page=`, around `?at=`, or where the reader stopped."""
    thread = find_thread(request, slug, pk)
    if words != thread.slug:
        query = request.META["QUERY_STRING"]
        return redirect(thread.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    draft = drafts.asked_draft(request, Draft.Kind.REPLY, thread.pk)
    files = draft and FilesForm(uploader=request.user, community=thread.community, draft=draft)
    form = ReplyForm(initial=_first_words(request, thread, draft), lets_mask=_lets_mask(request, thread))
    return show_thread(request, thread, form, files)


@require_POST
@gives_words_back("reply", "nothing was posted")
def thread_reply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Post a reply; refused, the same page again with the words still in the form."""
    if not request.user.is_authenticated:
        return keep_words(request, ReplyForm, reverse("discussions:thread-number", args=[slug, pk]))
    thread = find_thread(request, slug, pk)
    form = ReplyForm(request.POST, lets_mask=_lets_mask(request, thread))
    files = FilesForm(uploader=request.user, community=thread.community)
    files.take_in(request.POST, request.FILES)
    status = 422
    if form.is_valid() and not files.errors and not form.asks_first(thread.community):
        data = form.cleaned_data

        def reply() -> Post | HeldPost:
            quoted = data["quoted"] and Post.objects.filter(thread=thread, number=data["quoted"]).first()
            words = {
                "thread": thread,
                "author": request.user,
                "body": mentions.in_form(form, thread.community),
                "token": data["token"],
                "quoted": quoted or None,
                "files": files.files,
            }
            if data.get("masked"):
                return actions.ask_without_name(**words, community=thread.community, asked_at=now())
            try:
                return actions.post_reply(**words, posted_at=now())
            except permissions.MustWait as look:
                return actions.hold_post(**words, community=thread.community, why=look.why, held_at=now())

        try:
            post = attempt(reply)
        except Refused as refusal:
            status = say_refusal(form, refusal)
        else:
            say_notes(request, files)
            if isinstance(post, HeldPost):
                return answer_held(request, post)
            return answer_words(request, post.get_absolute_url(), number=post.number, change=post.last_change)
    files.tell(form)
    if is_by_script(request):
        return refuse_words(form, status)
    return show_thread(request, thread, form, files, at=thread.last_post_number, status=status)


def show_thread(
    request: HttpRequest,
    thread: Thread,
    form: ReplyForm,
    files: FilesForm | None = None,
    *,
    at: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a page of a Thread and remember that it was seen. A fixed number of queries."""
    viewer = request.user
    reading = _reading(viewer, thread)
    last_read = reading.last_read_number if reading else 0
    window = _window(request, thread, last_read, at)
    numbers = (window.first, window.last)
    posts = fragments_of(thread, Post.objects.filter(thread=thread, number__range=numbers))
    asked = as_number(request.GET.get("at", ""))
    if asked and asked not in {post.number for post in posts}:
        check_is_not_elsewhere(request, thread, asked)
    # Somebody's first visit has no line: everything is new to them.
    seen = [post.html for post in posts if not last_read or post.number <= last_read]
    if request.GET.get("at") == "unread" and last_read and len(seen) == len(posts):
        return redirect(f"{thread.get_absolute_url()}?at=newest#newest")  # read since the link was drawn
    standing = standing_of(viewer, thread)
    context = standing | {
        "thread": thread,
        "page_talked_about": _page_talked_about(viewer, thread),
        "community": thread.community,
        # Joined here: looping over fifty of them in the template costs more than finding them.
        "seen_posts": SafeString("".join(seen)),
        "new_posts": SafeString("".join(post.html for post in posts[len(seen) :])),
        "window": window,
        "follow": following.of_thread(viewer, thread, reading, is_member=standing["is_member"]),
        "reaction_kinds": Reaction.Kind.choices,
        "unread_since": reading and reading.read_at,
        "form": form,
        "data": {
            "thread": thread.pk,
            "upto": thread.last_change,
            "newest": thread.last_post_number,
            "first": window.first,
            "last": min(window.last, thread.last_post_number),
            "viewer": viewer.pk,
            "locked": thread.is_locked,
            "canReply": standing["can_reply"],
            "speaks": standing["speaks"],
            # A Lead reads everything as it stands.
            "quiet": [] if standing["is_lead"] else sorted(quiet_ids_of(viewer)),
            "announces": thread.kind == Thread.Kind.ANNOUNCEMENT,
            "said": said_by(viewer, thread, numbers),
            "saved": saved_by(viewer, thread, numbers),
        },
    }
    context["may_tell_all"] = (
        standing["is_lead"]
        and thread.kind == Thread.Kind.ANNOUNCEMENT
        and thread.started_at > now() - OFFERED_FOR
        and permissions.can(permissions.check_may_be_announced, viewer, thread)
    )
    context["held"] = HeldPost.objects.of(viewer).filter(thread=thread) if standing["is_member"] else []
    # Words that were refused stay in their form, whatever the person may do now.
    context["shows_composer"] = standing["can_reply"] or (form.is_bound and viewer.is_authenticated)
    if context["shows_composer"]:
        context["audience"] = audience_sentence(thread.community)
        context["holding"] = said_beforehand(viewer, thread.community)
        context["writer"] = writer_mark(request)
        context["files"] = files or FilesForm(uploader=viewer, community=thread.community)
        context |= drafts.for_composer(viewer, Draft.Kind.REPLY, thread.pk)
    response = render(request, "discussions/thread_detail.html", context, status=status)
    shown_upto = min(window.last, thread.last_post_number)  # the last numbers may have been moved away
    is_named = reading and reading.is_named  # type: ignore[attr-defined]  # by _reading
    is_news = shown_upto > last_read or is_named
    if viewer.is_authenticated and status == 200 and is_news:
        remember_seen(viewer, thread, shown_upto)
    if not viewer.is_authenticated and thread.community.is_open and status == 200:
        mark_public(
            response, "guidance", "communities", f"community.{thread.community_id}", f"thread.{thread.pk}"
        )
    return response


@require_GET
def thread_changes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the frames after a change number: the socket's contract over plain HTTP.

    304 when nothing is new; the page's own not-found when it may no longer be read.
    """
    thread = find_thread(request, slug, pk)
    after = as_number(request.GET.get("after", ""))
    if after is None:
        return JsonResponse({"error": "Say after which change, as a number."}, status=400)
    if after == thread.last_change:
        return HttpResponse(status=304)
    found = frames.since(thread.pk, after, thread.last_change)
    return JsonResponse({"frames": [json.loads(frame) for frame in found]})


@require_GET
def thread_standing(request: HttpRequest, slug: str, pk: int) -> JsonResponse:
    """Say whether this reader may write here now, and why not: for an open page whose rights may have changed."""
    thread = find_thread(request, slug, pk)
    standing = standing_of(request.user, thread)
    why = why_not(request.user, thread) if standing["is_member"] else ""
    return JsonResponse({"speaks": standing["speaks"], "why": why})


@require_GET
def thread_posts(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the Posts next to those an open page shows: one page of them before or after a number.

    `upto` is the change they are true at, asked before them: what happens meanwhile comes as a frame.
    """
    thread = find_thread(request, slug, pk)
    before, after = (as_number(request.GET.get(name, "")) for name in ("before", "after"))
    if before is not None:
        first, last = earlier_than(before)
    elif after is not None:
        first, last = later_than(after, thread.last_post_number)
    else:
        return JsonResponse({"error": "Say before or after which post, as a number."}, status=400)
    posts = fragments_of(thread, Post.objects.filter(thread=thread, number__range=(first, last)))
    return JsonResponse(
        {
            "upto": thread.last_change,
            "first": first,
            "last": last,
            "posts": [frames.of_post(post) for post in posts],
            "said": said_by(request.user, thread, (first, last)),
            "saved": saved_by(request.user, thread, (first, last)),
        }
    )


def _lets_mask(request: HttpRequest, thread: Thread) -> bool:
    return permissions.is_asked_in(thread.community, request.user)


def _page_talked_about(viewer: Viewer, thread: Thread) -> Page | None:
    if thread.page_id is None:
        return None
    # A link needs two of its forty columns, and asking for all costs as much as the Posts.
    pages = Page.objects.filter(pk=thread.page_id).only("title", "url_path")
    return visible_pages(viewer, pages).first()


def _reading(viewer: Viewer, thread: Thread) -> ThreadReading | None:
    if not viewer.is_authenticated:
        return None
    mine = Mention.objects.unseen().filter(user=viewer, post__thread=OuterRef("thread"))
    return ThreadReading.objects.filter(user=viewer, thread=thread).annotate(is_named=Exists(mine)).first()


def _first_words(request: HttpRequest, thread: Thread, draft: Draft | None) -> dict:
    """Give what the composer starts with: words kept over a sign-in, a draft asked for, or the Post it quotes."""
    if kept := kept_words(request) or drafts.words_of(draft):
        return kept
    if "quote" not in request.GET:
        return {}
    post = (
        Post.objects.for_page()
        .readable()
        .filter(thread=thread, number=number_or_404(request.GET["quote"]))
        .first()
    )
    if post is None:
        return {}
    name = capfirst(post.who)
    words = richtext.excerpt(post.body, 400)
    return {"body": f"> **{name}** wrote:\n>\n> {words}\n\n", "quoted": post.number}


def _window(request: HttpRequest, thread: Thread, last_read: int, at: int | None) -> Window:
    newest = thread.last_post_number
    if at is None and "page" in request.GET:
        window = Window.of(number_or_404(request.GET["page"]), newest)
        if window is None:
            raise Http404
        return window
    if at is None and "at" in request.GET:
        asked = request.GET["at"]
        at = {"newest": newest, "unread": last_read + 1}.get(asked) or number_or_404(asked)
    if at is None:
        at = last_read + 1
    return Window.at(at, newest)
