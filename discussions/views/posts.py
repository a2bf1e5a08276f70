"""One Post: what its reader may do with it, its earlier words, and doing it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from communities.models import Quiet
from communities.second_step import lead_to_second_step
from discussions import actions, drafts, marks, mentions, permissions, richtext
from discussions.doors import (
    audience_sentence,
    check_second_step,
    find_post,
    lacks_second_step_to_moderate,
    sees_words,
    sign_in_to_press,
)
from discussions.file_forms import FilesForm
from discussions.forms import EditForm, ReasonForm
from discussions.fragments import render_post
from discussions.models import Draft, Post, Reaction
from discussions.posting import (
    Refused,
    attempt,
    gives_words_back,
    is_by_script,
    keep_words,
    kept_words,
    say_notes,
    writer_mark,
)


@require_GET
def post_detail(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Show one Post and everything this reader may do with it: the *More* of a page without script."""
    return _show_post(request, find_post(request, slug, pk, number), ReasonForm())


def _show_post(request: HttpRequest, post: Post, form: ReasonForm, status: int = 200) -> HttpResponse:
    viewer, thread = request.user, post.thread
    may = {
        "edit": permissions.can(permissions.check_can_edit, viewer, post, now()),
        "delete": permissions.can(permissions.check_can_delete, viewer, post),
        "answer": permissions.can(permissions.check_can_mark_answer, viewer, thread, post),
        "reply": permissions.can(permissions.check_can_reply, viewer, thread) and post.is_readable,
        "react": permissions.can(permissions.check_can_react, viewer, post),
        "moderate": permissions.can(permissions.check_can_moderate, viewer, thread.community),
    }
    may["quieten"] = viewer.is_authenticated and post.author is not None and post.author_id != viewer.pk
    may["reveal"] = may["moderate"] and permissions.can(permissions.check_can_reveal, viewer, post)
    here = (post.number, post.number)
    said = marks.said_by(viewer, thread, here).get(post.number, [])
    owes_step = may["moderate"] and lacks_second_step_to_moderate(request, thread.community)
    context = {
        "post": post,
        "thread": thread,
        "community": thread.community,
        "html": render_post(thread, post),
        "may": may,
        "form": form,
        "reactions": [(kind, kind.value in said) for kind in Reaction.Kind],
        "is_saved": bool(marks.saved_by(viewer, thread, here)),
        "quiet": may["quieten"] and Quiet.objects.by(viewer).filter(other=post.author_id).first(),
        "is_own": permissions.wrote(viewer, post),
        "is_answer": thread.answer_id == post.pk,
        # The few who may see hidden words ask for them here, one Post at a time.
        "sees_hidden": post.is_hidden and sees_words(request, post),
        "second_step": owes_step and lead_to_second_step(request, _address(post)).url,
    }
    return render(request, "discussions/post_detail.html", context, status=status)


@require_GET
def post_history(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Show the earlier words of an edited Post, newest first, to everybody who reads the Thread."""
    post = find_post(request, slug, pk, number)
    if not post.is_readable:
        raise Http404
    context = {
        "post": post,
        "thread": post.thread,
        "community": post.thread.community,
        "revisions": post.revisions.all()[:50],
    }
    return render(request, "discussions/post_history.html", context)


@gives_words_back("change a post", "nothing was changed")
def post_edit(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Give one's own Post new words."""
    if not request.user.is_authenticated:
        return keep_words(request, EditForm)
    post = find_post(request, slug, pk, number)
    permissions.check_can_edit(request.user, post, now())
    written = {"body": richtext.to_plain_text(post.body)}
    draft = drafts.asked_draft(request, Draft.Kind.EDIT, post.pk)
    written |= kept_words(request) or drafts.words_of(draft)
    form = EditForm(request.POST or None, initial=written)
    files = FilesForm(uploader=request.user, community=post.thread.community, post=post, draft=draft)
    if request.method == "POST":
        files.take_in(request.POST, request.FILES)
    status = 200
    community = post.thread.community
    if request.method == "POST" and form.is_valid() and not files.errors and not form.asks_first(community):
        body = mentions.in_form(form, community)
        try:
            attempt(
                lambda: actions.edit_post(
                    post=post,
                    editor=request.user,
                    body=body,
                    files=files.files,
                    removed_files=files.removed,
                    edited_at=now(),
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            say_notes(request, files)
            return redirect(post)
    elif request.method == "POST":
        status = 422
    files.tell(form)
    context = {
        "post": post,
        "thread": post.thread,
        "community": community,
        "form": form,
        "files": files,
        "writer": writer_mark(request),
        "audience": audience_sentence(community),
    } | drafts.for_composer(request.user, Draft.Kind.EDIT, post.pk)
    return render(request, "discussions/post_edit.html", context, status=status)


@login_required
def post_delete(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Ask, then take one's own Post back."""
    post = find_post(request, slug, pk, number)
    permissions.check_can_delete(request.user, post)
    if request.method == "POST":
        actions.delete_post(post=post, author=request.user, deleted_at=now())
        return redirect(post)
    context = {"post": post, "thread": post.thread, "community": post.thread.community}
    return render(request, "discussions/post_delete.html", context)


@sign_in_to_press
@require_POST
def post_answer(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Mark this Post as the answer, or take the mark away."""
    post = find_post(request, slug, pk, number)
    if request.POST.get("answer") == "no":
        actions.clear_answer(thread=post.thread, marker=request.user)
    else:
        actions.mark_answer(thread=post.thread, post=post, marker=request.user)
    return redirect(post)


@sign_in_to_press
@require_POST
def post_react(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Say a word to this Post, or take it back."""
    post = find_post(request, slug, pk, number)
    kind = request.POST.get("kind", "")
    if kind not in Reaction.Kind.values:
        return HttpResponse(status=400)
    actions.set_reaction(post=post, reader=request.user, kind=kind, is_on=request.POST.get("on") == "yes")
    return HttpResponse(status=204) if is_by_script(request) else redirect(post)


@sign_in_to_press
@require_POST
def post_hide(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Put a Post out of sight, with a reason."""
    post = find_post(request, slug, pk, number)
    check_second_step(request, post.thread.community, _address(post))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show_post(request, post, form, status=422)
    actions.hide_post(post=post, lead=request.user, reason=form.cleaned_data["reason"], hidden_at=now())
    return redirect(post)


@sign_in_to_press
@require_POST
def post_restore(request: HttpRequest, slug: str, pk: int, number: int) -> HttpResponse:
    """Bring a hidden Post back."""
    post = find_post(request, slug, pk, number)
    check_second_step(request, post.thread.community, _address(post))
    actions.restore_post(post=post, lead=request.user)
    return redirect(_address(post))


def _address(post: Post) -> str:
    return reverse("discussions:post-detail", args=[post.thread.community.slug, post.thread_id, post.number])
