"""What somebody keeps to read: saved pages, their lists, and those that are shared with them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST
from wagtail.models import Page

from communities.pages import visible_pages
from communities.paging import page_of
from communities.views.doors import take_part_required
from discussions.doors import as_number, sign_in_to_press
from discussions.models import FollowLevel
from reading_lists import actions
from reading_lists.following import MEANS
from reading_lists.forms import ChooseListsForm, ListForm, NewListForm
from reading_lists.models import ReadingList, SavedPage
from reading_lists.rows import pages_of

PAGE_SIZE = 20


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """List saved pages, newest first, one's own lists, and those shared with one's communities."""
    saved = page_of(request, SavedPage.objects.visible_to(request.user), PAGE_SIZE)
    shared = ReadingList.objects.shared_in_communities_of(request.user).with_page_count_for(request.user)
    context = {
        "page_obj": saved,
        "pages": pages_of(each.page_id for each in saved.object_list),
        "own": ReadingList.objects.owned_by(request.user).with_page_count_for(request.user),
        "shared": shared.select_related("owner", "community"),
    }
    return render(request, "reading_lists/overview.html", context)


@sign_in_to_press(back_to="reading-lists:overview")
@require_POST
def page_save(request: HttpRequest, page: int) -> HttpResponse:
    """Keep a page at hand, or let it go again."""
    found = _find_page(request, page)
    if request.POST.get("on") == "yes":
        actions.save_page(page=found, reader=request.user, saved_at=now())
        messages.success(
            request, "Saved. You find it under Reading lists in your inbox, and hear when it changes."
        )
    else:
        actions.unsave_page(page=found, reader=request.user)
        messages.success(request, "It is off your saved pages.")
    return redirect(found.specific.url)


@sign_in_to_press(back_to="reading-lists:overview")
@require_POST
def page_follow(request: HttpRequest, page: int) -> HttpResponse:
    """Choose how much one hears of the changes of a page one has saved."""
    found = _find_page(request, page)
    level = request.POST.get("level", "")
    if level not in MEANS:
        return HttpResponseBadRequest("That is no level.", content_type="text/plain")
    actions.follow_page(page=found, reader=request.user, level=FollowLevel(level))
    return redirect(f"{found.specific.url}#follow")


@take_part_required
def list_new(request: HttpRequest) -> HttpResponse:
    """Begin a list, with a page on it where the address names one."""
    number = as_number(request.GET.get("page", ""))
    page = _find_page(request, number) if number else None
    form = NewListForm(request.POST or None, owner=request.user)
    if request.method == "POST" and form.is_valid():

        def make() -> ReadingList:
            made = actions.make_list(owner=request.user, made_at=now(), **form.cleaned_data)
            if page:
                lists = [*ReadingList.objects.owned_by(request.user).filter(listed__page=page), made]
                actions.put_on_lists(page=page, owner=request.user, lists=lists, at=now())
            return made

        if made := _attempt(form, make):
            return redirect(made)
    return _draw_form(request, form, {"page": page})


@login_required
def list_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a list with those of its pages that this viewer may read."""
    reading_list = _find(request, key)
    listed = page_of(request, reading_list.listed.readable_by(request.user), PAGE_SIZE)
    context = {
        "list": reading_list,
        "page_obj": listed,
        "pages": pages_of(each.page_id for each in listed.object_list),
        "is_own": reading_list.owner_id == request.user.pk,
    }
    return render(request, "reading_lists/list_detail.html", context)


@take_part_required
def list_edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Rename one's own list, or share it with others. Somebody else's does not exist."""
    reading_list = get_object_or_404(ReadingList.objects.owned_by(request.user), key=key)
    initial = {
        name: getattr(reading_list, name) for name in ("title", "intro", "community", "is_shared_by_link")
    }
    form = ListForm(request.POST or None, owner=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():

        def change() -> ReadingList:
            actions.change_list(
                reading_list=reading_list, editor=request.user, changed_at=now(), **form.cleaned_data
            )
            return reading_list

        if _attempt(form, change):
            messages.success(request, "The list is changed.")
            return redirect(reading_list)
    return _draw_form(request, form, {"list": reading_list, "title_now": initial["title"]})


@take_part_required
def list_delete(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask, then delete one's own list."""
    reading_list = get_object_or_404(ReadingList.objects.owned_by(request.user), key=key)
    if request.method == "POST":
        actions.delete_list(reading_list=reading_list, editor=request.user)
        messages.success(request, "The list is gone.")
        return redirect("reading-lists:overview")
    context = {
        "title": f"Delete “{reading_list.title}”?",
        "text": "The list goes, for you and for those you share it with. Its pages stay where they are.",
        "action": "Delete the list",
        "back": reading_list.get_absolute_url(),
        "is_danger": True,
    }
    return render(request, "components/confirm.html", context)


@take_part_required
def page_choose(request: HttpRequest, page: int) -> HttpResponse:
    """Choose which of one's lists a page stands on."""
    found = _find_page(request, page).specific
    own = ReadingList.objects.owned_by(request.user)
    form = ChooseListsForm(
        request.POST if request.method == "POST" else None,
        owner=request.user,
        initial={"lists": own.filter(listed__page=found.pk)},
    )
    if request.method == "POST" and form.is_valid():

        def put() -> Page:
            actions.put_on_lists(page=found, owner=request.user, lists=form.cleaned_data["lists"], at=now())
            return found

        if _attempt(form, put):
            messages.success(request, "Your reading lists are changed.")
            return redirect(found.url)
    context = {"page": found, "form": form, "has_lists": own.exists()}
    return render(request, "reading_lists/page_choose.html", context, status=_status(form))


@sign_in_to_press(back_to="reading-lists:overview")
@require_POST
def page_remove(request: HttpRequest, key: UUID, page: int) -> HttpResponse:
    """Take a page off one's own list."""
    reading_list = get_object_or_404(ReadingList.objects.owned_by(request.user), key=key)
    found = _find_page(request, page)
    actions.take_off(page=found, reading_list=reading_list, editor=request.user, at=now())
    messages.success(request, "It is off the list.")
    return redirect(reading_list)


def _find(request: HttpRequest, key: UUID) -> ReadingList:
    lists = ReadingList.objects.visible_to(request.user).select_related("owner", "community")
    return get_object_or_404(lists, key=key)


def _find_page(request: HttpRequest, pk: int) -> Page:
    return get_object_or_404(visible_pages(request.user, Page.objects.filter(depth__gt=1)), pk=pk)


def _attempt(form: Form, act: Callable[[], object]):
    """Give what the act gives, or None with the refusal on the form."""
    try:
        return act()
    except actions.NameTaken:
        form.add_error("title", "You have a list of this name. Choose another.")
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
    return None


def _draw_form(request: HttpRequest, form: ListForm, context: dict) -> HttpResponse:
    return render(request, "reading_lists/list_form.html", context | {"form": form}, status=_status(form))


def _status(form: Form) -> int:
    return 422 if form.errors else 200
