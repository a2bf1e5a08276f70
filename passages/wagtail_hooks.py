"""What the CMS takes and shows of it: the questions that the next version of a page answers."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now
from wagtail import hooks
from wagtail.models import Page

from communities.lines import LONGEST_KEY, fold_line
from discussions.models import Thread
from passages import actions
from passages.models import NOTE_LENGTH, PageUpdate


@hooks.register("before_edit_page")
def note_what_is_answered(request: HttpRequest, page: Page) -> None:
    """Take the ticks beside open questions, before Wagtail saves or publishes what is answered by them.

    Before, so that publishing finds them whichever way it comes: at once, by a workflow, or on a day to come.
    """
    if request.method == "POST" and (promises := _promises_in(request.POST)):
        actions.promise_updates(page=page, editor=request.user, promises=promises, at=now())


def _promises_in(data: QueryDict) -> dict[int, actions.Promise | None]:
    """Read what was said of each question that was shown; None where it is not ticked."""
    shown = [
        number for number in data.getlist("question") if number.isdecimal() and len(number) <= LONGEST_KEY
    ]
    ticked, unshown = set(data.getlist("answers")), set(data.getlist("without-before"))
    return {
        int(number): actions.Promise(
            note=fold_line(data.get(f"note-{number}", ""))[:NOTE_LENGTH], shows_before=number not in unshown
        )
        if number in ticked
        else None
        for number in shown
    }


@hooks.register("after_publish_page")
def tell_what_was_answered(request: HttpRequest, page: Page) -> None:
    """Say where it was posted, and what kept it from being; of rooms that whoever publishes may not see, nothing."""
    seen = Thread.objects.visible_to(request.user)
    updates = PageUpdate.objects.filter(page=page, thread__in=seen).order_by("thread_id")
    for update in updates.filter(kept_at__gte=page.last_published_at).select_related("thread"):
        said = update.refusal or "“Updated the guide” stands there now."
        messages.success(request, f"{update.thread.title}: {said}")
    for update in updates.promised().select_related("thread"):
        said = (
            update.refusal or "Nothing has changed on the page since it was asked, so nothing was posted yet."
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
