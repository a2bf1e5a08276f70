"""A Community's files: the list, a folder of it, and one file with its versions."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from communities.forms import ReasonForm
from communities.models import Community, ReadyReason, Topic
from communities.paging import page_of
from communities.permissions import can, is_lead
from communities.public import mark_public
from discussions.doors import find_community
from files import permissions
from files.doors import files_for, find_file, find_folder
from files.forms import FindForm
from files.models import Folder, KeptFile, Pin

PAGE_SIZE = 30
SORTS = {"": "Newest first", "name": "By name"}


def file_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List what lies in no folder, or all that is searched for; filters stand in the address."""
    return _list(request, find_community(request, slug), None)


def folder(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """List what lies in one folder."""
    found = find_folder(request, slug, pk)
    return _list(request, found.community, found)


def _list(request: HttpRequest, community: Community, here: Folder | None) -> HttpResponse:
    files = files_for(request, community)
    sort, topic, find = request.GET.get("sort", ""), request.GET.get("topic", ""), FindForm(request.GET)
    if sort not in SORTS or "\0" in topic:
        raise Http404
    words = find.cleaned_data["q"] if find.is_valid() else ""
    topics = Topic.objects.filter(kept_files__in=files).distinct()
    is_narrowed = bool(words or topic)
    if topic:
        files = files.filter(topics=get_object_or_404(Topic, slug=topic))
    if words:
        files = files.said_like(words)
    if here or not is_narrowed:
        files = files.filter(folder=here)
    files = files.for_list()
    can_add = can(permissions.check_can_keep, request.user, community)
    context = {
        "community": community,
        "folder": here,
        "folders": [] if is_narrowed else Folder.objects.filter(community=community, parent=here),
        "page_obj": page_of(request, files.by_name() if sort else files.newest_first(), PAGE_SIZE),
        "find": find,
        "words": words,
        "topics": topics,
        "topic": topic,
        "sort": sort,
        "sorts": SORTS.items(),
        "is_narrowed": is_narrowed,
        "can_add": can_add,
        "can_make_folder": can_add and can(permissions.check_can_make_folder, request.user, community, here),
        "can_change_folder": here and can(permissions.check_can_change_folder, request.user, here),
    }
    return _shown(request, "files/file_list.html", context)


def file_detail(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Show what a file is, who added it, and its versions."""
    return show_file(request, find_file(request, slug, file))


def show_file(
    request: HttpRequest, found: KeptFile, *, hiding: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    """Draw the page of a file; `hiding` is the form that was not filled in properly."""
    community = found.community
    leads = is_lead(request.user, community)
    context = {
        "community": community,
        "file": found,
        "versions": found.versions.defer("text").select_related("uploader"),
        "can_change": can(permissions.check_can_change, request.user, found),
        "can_delete": can(permissions.check_can_delete, request.user, found),
        "leads": leads,
        "is_pinned": leads and Pin.objects.filter(kept_file=found).exists(),
        "hide_form": hiding,
    }
    if leads and hiding is None and not found.is_hidden:
        context["hide_form"] = ReasonForm(ready=ReadyReason.objects.sentences_for(community))
    return _shown(request, "files/file_detail.html", context, status)


def _shown(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    response = render(request, template, context, status=status)
    community = context["community"]
    if community.is_open and not request.user.is_authenticated:
        mark_public(response, "communities", f"community.{community.pk}")
    return response
