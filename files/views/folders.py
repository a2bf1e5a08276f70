"""Making, renaming and removing folders."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now

from discussions.doors import find_community, number_or_404
from discussions.posting import Refused, attempt
from files import actions, permissions
from files.doors import find_folder, shelf
from files.forms import FolderForm
from files.models import Folder


@login_required
def folder_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a folder, in the one that the address names."""
    community = find_community(request, slug)
    parent = None
    if number := request.GET.get("in", ""):
        parent = find_folder(request, slug, number_or_404(number))
    permissions.check_can_make_folder(request.user, community, parent)
    form = FolderForm(request.POST or None)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():

        def make() -> Folder:
            return actions.make_folder(
                community=community,
                maker=request.user,
                name=form.cleaned_data["name"],
                parent=parent,
                made_at=now(),
            )

        try:
            return redirect(attempt(make))
        except Refused as refusal:
            form.add_error("name", str(refusal))
            status = refusal.status
    context = {"community": community, "parent": parent, "form": form}
    return render(request, "files/folder_add.html", context, status=status)


@login_required
def folder_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rename a folder, or remove it when it is empty."""
    folder = find_folder(request, slug, pk)
    permissions.check_can_change_folder(request.user, folder)
    is_removing = request.method == "POST" and "remove" in request.POST
    form = FolderForm(None if is_removing else request.POST or None, initial={"name": folder.name})
    refused, status = "", 422 if form.errors else 200
    if is_removing or (request.method == "POST" and form.is_valid()):
        try:
            if is_removing:
                attempt(lambda: actions.remove_folder(folder=folder, by=request.user))
                messages.success(request, f"The folder “{folder}” is removed.")
                return redirect(shelf(folder.community, folder.parent))
            attempt(lambda: actions.rename_folder(folder=folder, by=request.user, **form.cleaned_data))
            return redirect(folder)
        except Refused as refusal:
            refused, status = str(refusal), refusal.status
            if form.is_bound:
                form.add_error("name", refused)
    context = {"community": folder.community, "folder": folder, "form": form, "refused": refused}
    return render(request, "files/folder_edit.html", context, status=status)
