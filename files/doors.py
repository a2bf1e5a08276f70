"""How a view finds a file or folder for its viewer, or says no without telling more than it may."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse

from communities.models import Community
from communities.permissions import is_lead
from communities.second_step import lacks_second_step_to_lead
from discussions.doors import find_community
from files.models import Folder, KeptFile
from files.querysets import KeptFileQuerySet


def files_for(request: HttpRequest, community: Community) -> KeptFileQuerySet:
    """Give the files of a Community, from `find_community`, that this viewer may have.

    Leads have those out of sight too, with their second step, as they have hidden Posts.
    """
    files = KeptFile.objects.unsealed().filter(community=community)
    if is_lead(request.user, community) and not lacks_second_step_to_lead(request, community):
        return files
    return files.visible_to(request.user)


def shelf(community: Community, folder: Folder | None) -> str:
    """Give the address of a folder, or of what lies in none."""
    return folder.get_absolute_url() if folder else reverse("files:file-list", args=[community.slug])


def find_file(request: HttpRequest, slug: str, file: UUID) -> KeptFile:
    """Give a file by its id within its Community. Raises Http404 and Elsewhere, as `find_community`."""
    community = find_community(request, slug)
    found = files_for(request, community).for_list().filter(public_id=file).first()
    if found is None:
        raise Http404
    return found


def find_folder(request: HttpRequest, slug: str, pk: int) -> Folder:
    """Give a folder by its number within its Community. Raises Http404 and Elsewhere, as above."""
    community = find_community(request, slug)
    found = Folder.objects.visible_to(request.user).with_path().filter(community=community, pk=pk).first()
    if found is None:
        raise Http404
    return found
