"""What the CMS takes and shows of it: the questions that the next version of a page answers."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now
from wagtail import hooks
from wagtail.models import Page

from communities.lines import LONGEST_KEY, fold_line
from discussions.doors import as_uuid
from discussions.models import Thread
from passages import actions
from passages.models import NOTE_LENGTH, PageUpdate


@hooks.register("before_edit_page")
def note_what_is_answered(request: HttpRequest, page: Page) -> None:
    """Take the ticks beside open questions, before Wagtail saves or publishes what is answered by them.

    Before, so that publishing finds them whichever way it comes: at once, by a workflow, or on a day to come.
    """
    if request.method != "POST":
        return
    promises, withdrawn = _ticks_in(request.POST)
    if promises or withdrawn:
        actions.promise_updates(
            page=page, editor=request.user, promises=promises, withdrawn=withdrawn, at=now()
        )


def _ticks_in(data: QueryDict) -> tuple[dict[int, actions.Promise], list[UUID]]:
    """Read which of the questions that were shown are ticked, with what is said of each, and whose tick was taken away.

    Only a tick that the form showed can be taken away by it: another Editor may have ticked since.
    """
    ticked, unshown = set(data.getlist("answers")), set(data.getlist("without-before"))
    promises, withdrawn = {}, []
    for number in data.getlist("question"):
        if not number.isdecimal() or len(number) > LONGEST_KEY:
            continue
        if number in ticked:
            note = fold_line(data.get(f"note-{number}", ""))[:NOTE_LENGTH]
            promises[int(number)] = actions.Promise(note=note, shows_before=number not in unshown)
        elif promise := as_uuid(data.get(f"promised-{number}", "")):
            withdrawn.append(promise)
    return promises, withdrawn


@hooks.register("after_publish_page")
def tell_what_was_answered(request: HttpRequest, page: Page) -> None:
    """Say where it was posted; what kept it from being is for the Editor who would have said it.

    Of rooms that whoever publishes may not see, nothing.
    """
    seen = Thread.objects.visible_to(request.user)
    updates = PageUpdate.objects.filter(page=page, thread__in=seen).order_by("thread_id")
    for update in updates.filter(kept_at__gte=page.last_published_at).select_related("thread"):
        said = update.refusal or "“Updated the guide” stands there now."
        messages.success(request, f"{update.thread.title}: {said}")
    for update in updates.promised().select_related("thread"):
        said = update.refusal_for(request.user) or (
            "Nothing has changed on the page since it was asked, so nothing was posted yet."
        )
        messages.warning(request, f"{update.thread.title}: {said}")


@hooks.register("insert_editor_js")
def mark_blocks_with_questions() -> SafeString:
    """Say beside each block what is asked about it, and show the line for a note where a question is ticked."""
    return format_html(
        '<link rel="stylesheet" href="{}"><script type="module" src="{}"></script>',
        static("passages/css/open-questions.css"),
        static("passages/js/open-questions.js"),
    )
