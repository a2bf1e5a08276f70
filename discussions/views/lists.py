"""A Community's conversations, and starting one."""

from __future__ import annotations

import json
from zlib import crc32

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as ListPage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from wagtail.models import Page

from communities import permissions as belonging
from communities.models import Community, Topic
from communities.pages import visible_pages
from communities.public import mark_public
from discussions import actions, drafts, following, mentions, permissions
from discussions.about import NOTHING, About
from discussions.doors import as_uuid, audience_sentence, find_community, number_or_404
from discussions.file_forms import FilesForm
from discussions.forms import StartForm
from discussions.holding import said_beforehand
from discussions.models import CrossPost, Draft, HeldPost, Post, Thread
from discussions.posting import (
    Refused,
    answer_held,
    answer_words,
    attempt,
    gives_words_back,
    is_by_script,
    keep_words,
    kept_words,
    refuse_by_script,
    refuse_words,
    say_notes,
    say_refusal,
    writer_mark,
)

PAGE_SIZE = 30
#: Cards of conversations elsewhere, below the list.
CARDS = 10
#: Rows of the list that a page without sockets asks after.
ACTIVITY_ROWS = 50


def thread_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List a Community's Threads, pinned first; filters stand in the address."""
    community = find_community(request, slug)
    threads = Thread.objects.visible_to(request.user).filter(community=community)
    kind, topic = request.GET.get("kind", ""), request.GET.get("topic", "")
    if kind == "unanswered":
        threads = threads.unanswered()
    elif kind in Thread.Kind.values:
        threads = threads.filter(kind=kind)
    elif kind:
        raise Http404
    if "\0" in topic:
        raise Http404  # PostgreSQL stores no such character and does not look for one either
    if topic:
        threads = threads.filter(topics=get_object_or_404(Topic, slug=topic))
    paginator = Paginator(threads.for_list().with_unread_for(request.user).pinned_first(), PAGE_SIZE)
    paginator.count = threads.count()  # what the viewer has read joins every row and leaves none out
    page = page_or_404(paginator, request.GET.get("page"))
    context = {
        "community": community,
        "page_obj": page,
        "kind": kind,
        "kinds": [("", "All"), *Thread.Kind.choices, ("unanswered", "Unanswered questions")],
        "topics": Topic.objects.filter(threads__community=community).distinct(),
        "topic": topic,
        "can_start": permissions.can(permissions.check_can_start, request.user, community),
        "follow": following.of_community(request.user, community),
    }
    if page.number == 1 and not kind and not topic:
        shared = CrossPost.objects.visible_to(request.user).filter(community=community)
        context["cards"] = list(shared.for_list()[:CARDS])
        context["is_lead"] = bool(context["cards"]) and belonging.is_lead(request.user, community)
    response = render(request, "discussions/thread_list.html", context)
    if community.is_open and not request.user.is_authenticated:
        elsewhere = [
            name
            for card in context.get("cards", ())
            for name in (f"thread.{card.thread_id}", f"community.{card.thread.community_id}")
        ]
        mark_public(response, "communities", f"community.{community.pk}", f"list.{community.pk}", *elsewhere)
    return response


def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where a Community's latest Threads stand: the frame of its socket, over plain HTTP."""
    community = find_community(request, slug)
    latest = Thread.objects.visible_to(request.user).filter(community=community).latest_first()
    rows = list(latest.values_list("pk", "last_post_number", "last_change")[:ACTIVITY_ROWS])
    etag = f'"{crc32(repr(rows).encode()):x}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    response = JsonResponse({"frames": [json.dumps({"type": "activity", "threads": rows})]})
    response["ETag"] = etag
    return response


@gives_words_back("start a conversation", "nothing was posted")
def thread_start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a Thread in a Community, about a guidance page when the address names one."""
    if not request.user.is_authenticated:
        return keep_words(request, StartForm)
    community = find_community(request, slug)
    may_announce = belonging.is_lead(request.user, community)
    if request.method == "GET" and (begun := _begun_about(request, community)):
        asked = request.GET.copy()
        asked.update(begun)
        return redirect(f"{request.path}?{asked.urlencode()}")
    page = _page_talked_about(request)
    about = About(page.pk, as_uuid(request.GET.get("passage", ""))) if page else NOTHING
    draft = drafts.asked_draft(request, Draft.Kind.START, community.pk)
    written = kept_words(request) or drafts.words_of(draft)
    kind = request.GET.get("kind")
    if kind in Thread.Kind.values and (may_announce or kind != Thread.Kind.ANNOUNCEMENT):
        written = {"kind": kind} | written
    form = StartForm(
        request.POST or None,
        may_announce=may_announce,
        initial=written,
        page_topics=_topics_of(page),
        lets_mask=permissions.is_asked_in(community, request.user),
    )
    try:
        permissions.check_can_start(request.user, community)
    except PermissionDenied as refusal:
        if request.method == "POST" and is_by_script(request):
            return refuse_by_script(str(refusal), 403)
        context = {"community": community, "reason": str(refusal)}
        return render(request, "discussions/cannot_start.html", context, status=403)
    files = FilesForm(uploader=request.user, community=community, draft=draft)
    if request.method == "POST":
        files.take_in(request.POST, request.FILES)
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid() and not files.errors and not form.asks_first(community):
        data = form.cleaned_data

        def start() -> Thread | Post | HeldPost:
            words = {
                "community": community,
                "author": request.user,
                "title": data["title"],
                "kind": data["kind"],
                "body": mentions.in_form(form, community),
                "token": data["token"],
                "topics": data["topics"],
                "about": about,
                "files": files.files,
            }
            if data.get("masked"):
                return actions.ask_without_name(**words, asked_at=now())
            try:
                return actions.start_thread(**words, started_at=now())
            except permissions.MustWait as look:
                return actions.hold_post(**words, why=look.why, held_at=now())

        try:
            thread = attempt(start)
        except Refused as refusal:
            status = say_refusal(form, refusal)
        else:
            say_notes(request, files)
            if isinstance(thread, HeldPost):
                return answer_held(request, thread)
            if isinstance(thread, Post):  # an earlier press, without a name, that a Lead has passed on
                thread = thread.thread
            address = reverse("discussions:thread-number", args=[community.slug, thread.pk])
            return answer_words(request, address, number=1)
    files.tell(form)
    if request.method == "POST" and is_by_script(request):
        return refuse_words(form, status)
    return _start_page(request, community, form, files, page, about, status)


def _start_page(
    request: HttpRequest,
    community: Community,
    form: StartForm,
    files: FilesForm,
    page: Page | None,
    about: About,
    status: int,
) -> HttpResponse:
    context = {
        "community": community,
        "form": form,
        "files": files,
        "page_talked_about": page,
        "passage": about.passage,
        "about": about,
        "writer": writer_mark(request),
        "audience": audience_sentence(community),
        "holding": said_beforehand(request.user, community),
    } | drafts.for_composer(request.user, Draft.Kind.START, community.pk)
    return render(request, "discussions/thread_start.html", context, status=status)


@login_required
def start_anywhere(request: HttpRequest) -> HttpResponse:
    """Choose the Community in which to talk about a guidance page."""
    page = _page_talked_about(request)
    communities = list(Community.objects.with_membership_of(request.user))
    query = f"?page={page.pk}" if page else ""
    if len(communities) == 1:
        return redirect(reverse("discussions:thread-start", args=[communities[0].slug]) + query)
    context = {"communities": communities, "page_talked_about": page, "query": query}
    return render(request, "discussions/start_anywhere.html", context)


def page_or_404(paginator: Paginator, number: str | None) -> ListPage:
    """Give a page of a list. Raises Http404 for a number that does not exist."""
    try:
        return paginator.page(number_or_404(number) if number else 1)
    except InvalidPage as error:
        raise Http404 from error


def _begun_about(request: HttpRequest, community: Community) -> dict:
    """Give the page and passage that a draft of this viewer's is about, where the address names none."""
    if "page" in request.GET:
        return {}
    draft = Draft.objects.visible_to(request.user).at(Draft.Kind.START, community.pk).first()
    if not draft or not visible_pages(request.user, Page.objects.filter(pk=draft.page)).exists():
        return {}
    return {"page": draft.page} | ({"passage": draft.passage} if draft.passage else {})


def _topics_of(page: Page | None) -> list[Topic]:
    """Give what a page is about, where its class says so with `topic_list`."""
    return getattr(page.specific, "topic_list", []) if page else []


def _page_talked_about(request: HttpRequest) -> Page | None:
    """Give the page the address names.

    Raises Http404 for one this viewer may not read, and for one that is not talked about: its
    class says so with `has_conversations`.
    """
    pk = request.GET.get("page", "")
    if not pk:
        return None
    page = get_object_or_404(visible_pages(request.user, Page.objects.all()), pk=number_or_404(pk))
    if not getattr(page.specific_class, "has_conversations", False):
        raise Http404
    return page
