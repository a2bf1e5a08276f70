"""What a conversation has come to: writing it above the Posts, and what it said before."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from discussions import actions, drafts, permissions, richtext
from discussions.doors import audience_sentence, check_second_step, find_thread
from discussions.forms import SummaryForm
from discussions.gathered import as_summary
from discussions.models import Draft
from discussions.posting import Refused, attempt, gives_words_back, keep_words, kept_words, writer_mark


@gives_words_back("sum up a conversation", "nothing was changed")
def thread_summary(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say above a conversation what it has come to."""
    if not request.user.is_authenticated:
        return keep_words(request, SummaryForm)
    thread = find_thread(request, slug, pk)
    permissions.check_can_summarise(request.user, thread)
    check_second_step(request, thread.community, request.path)
    marked = as_summary(thread, request.GET.get("posts", ""))
    written = {"body": "\n\n".join(part for part in (richtext.to_plain_text(thread.summary), marked) if part)}
    written |= kept_words(request) or drafts.words_of(
        drafts.asked_draft(request, Draft.Kind.SUMMARY, thread.pk)
    )
    form = SummaryForm(request.POST or None, initial=written)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            attempt(
                lambda: actions.summarise_thread(
                    thread=thread, editor=request.user, body=form.cleaned_data["body"], written_at=now()
                )
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
        else:
            return redirect(f"{thread.get_absolute_url()}?at=1#summary")
    context = {
        "thread": thread,
        "community": thread.community,
        "form": form,
        "writer": writer_mark(request),
        "audience": audience_sentence(thread.community),
    } | drafts.for_composer(request.user, Draft.Kind.SUMMARY, thread.pk)
    return render(request, "discussions/thread_summary.html", context, status=status)


@require_GET
def summary_history(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what a conversation's summary said before, newest first, to everybody who reads it."""
    thread = find_thread(request, slug, pk)
    versions = list(thread.summaries.select_related("author")[:50])
    if not versions:
        raise Http404
    context = {"thread": thread, "community": thread.community, "versions": versions}
    return render(request, "discussions/summary_history.html", context)
