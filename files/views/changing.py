"""Adding files and versions, changing what is said of them, deleting, hiding and bringing back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities.forms import ReasonForm
from communities.models import ReadyReason
from discussions.doors import (
    as_number,
    audience_sentence,
    check_second_step,
    find_community,
    number_or_404,
    sign_in_to_press,
)
from discussions.posting import Refused, attempt
from files import actions, permissions
from files.doors import find_file, shelf
from files.forms import AddForm, FactsForm, VersionForm
from files.models import Folder
from files.views.lists import show_file


@login_required
def file_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a file, into the folder that the address names."""
    community = find_community(request, slug)
    permissions.check_can_keep(request.user, community)  # before anything is decoded
    into = Folder.objects.filter(
        community=community, pk=as_number(request.GET.get("folder", "")) or 0
    ).first()
    form = AddForm(*_sent(request), community=community, initial={"folder": into})
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def add():
            return actions.add_file(
                community=community,
                uploader=request.user,
                received=data["chosen"],
                title=data["title"],
                description=data["description"],
                topics=data["topics"],
                folder=data["folder"],
                added_at=now(),
            )

        try:
            return redirect(attempt(add))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
    context = {"community": community, "form": form, "folder": into, "audience": _audience(community)}
    return render(request, "files/file_add.html", context, status=status)


@login_required
def file_edit(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Change what is said of a file, or put it in another folder."""
    found = find_file(request, slug, file)
    permissions.check_can_change(request.user, found)
    facts = {
        "title": found.title,
        "description": found.description,
        "folder": found.folder_id,
        "topics": found.topics.all(),
    }
    form = FactsForm(request.POST or None, community=found.community, initial=facts)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            attempt(lambda: actions.edit_file(file=found, editor=request.user, **form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return redirect(found)
    context = {"community": found.community, "file": found, "form": form}
    return render(request, "files/file_edit.html", context, status=status)


@login_required
def version_add(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Add a newer version of a file."""
    found = find_file(request, slug, file)
    permissions.check_can_change(request.user, found)
    form = VersionForm(*_sent(request), community=found.community)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        received = form.cleaned_data["chosen"]
        try:
            attempt(
                lambda: actions.add_version(
                    file=found, uploader=request.user, received=received, uploaded_at=now()
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return redirect(found)
    context = {
        "community": found.community,
        "file": found,
        "form": form,
        "audience": _audience(found.community),
    }
    return render(request, "files/version_add.html", context, status=status)


@sign_in_to_press
@require_POST
def version_choose(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Send an earlier version again."""
    number = number_or_404(request.POST.get("number", ""))
    found = find_file(request, slug, file)
    actions.choose_version(file=found, number=number, chooser=request.user, chosen_at=now())
    messages.success(request, f"Version {number} is what people get from now on.")
    return redirect(found)


@login_required
def file_delete(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Ask, then delete a file with all its versions. A Lead says why to whoever added it."""
    found = find_file(request, slug, file)
    permissions.check_can_delete(request.user, found)
    is_own = found.added_by_id == request.user.pk
    form = None
    if not is_own:
        check_second_step(request, found.community, request.path)
        form = _reason_form(request, found.community)
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.delete_file(
            file=found, by=request.user, reason=form.cleaned_data["note"] if form else "", deleted_at=now()
        )
        messages.success(request, f"“{found.title}” is deleted.")
        return redirect(shelf(found.community, found.folder))
    context = {
        "title": f"Delete “{found.title}”?",
        "text": "It goes with all its versions, from every place that shows it, and cannot be brought back.",
        "action": "Delete file",
        "back": found.get_absolute_url(),
        "is_danger": True,
        "form": form,
    }
    return render(request, "components/confirm.html", context, status=422 if form and form.errors else 200)


@sign_in_to_press
@require_POST
def file_hide(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Take a Lead's reason, and put a file out of sight."""
    found = find_file(request, slug, file)
    check_second_step(request, found.community, found.get_absolute_url())
    permissions.check_can_moderate(request.user, found.community)
    form = _reason_form(request, found.community)
    if not form.is_valid():
        return show_file(request, found, hiding=form, status=422)
    actions.hide_file(file=found, lead=request.user, reason=form.cleaned_data["note"], hidden_at=now())
    return redirect(found)


@sign_in_to_press
@require_POST
def file_restore(request: HttpRequest, slug: str, file: UUID) -> HttpResponse:
    """Bring a hidden file back."""
    found = find_file(request, slug, file)
    check_second_step(request, found.community, found.get_absolute_url())
    actions.restore_file(file=found, lead=request.user, restored_at=now())
    return redirect(found)


def _sent(request: HttpRequest) -> tuple:
    """Give what a form was sent, be it nothing at all; Nones before it was."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _reason_form(request: HttpRequest, community) -> ReasonForm:
    return ReasonForm(request.POST or None, ready=ReadyReason.objects.sentences_for(community))


def _audience(community) -> str:
    """Say who will see a file: whoever sees what is posted."""
    return audience_sentence(community).replace("what you post", "it")
