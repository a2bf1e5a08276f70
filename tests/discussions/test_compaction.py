"""A shorter change log: nobody who can catch up loses anything, everybody else loads anew."""

from io import StringIO

import pytest
from django.core.management import call_command

from discussions import frames
from discussions.compaction import compact_changes
from discussions.models import ChangeKind, Thread, ThreadChange
from tests.discussions.factories import make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(monkeypatch):
    monkeypatch.setattr("discussions.compaction.CATCH_UP_LIMIT", 10)
    monkeypatch.setattr("discussions.frames.CATCH_UP_LIMIT", 10)
    monkeypatch.setattr("discussions.compaction.BATCH", 4)
    return make_thread(replies=24)


def test_what_a_page_may_ask_for_stays(thread):
    before = frames.since(thread.pk, 15, 25)

    removed = compact_changes()

    assert removed == 15
    assert frames.since(thread.pk, 15, 25) == before
    assert list(ThreadChange.objects.values_list("number", flat=True)) == list(range(16, 26))


def test_a_page_older_than_the_log_loads_itself(thread):
    compact_changes()

    assert frames.since(thread.pk, 14, 25) == [frames.RESET]


def test_the_numbers_go_on_and_a_second_run_removes_nothing(thread):
    compact_changes()
    make_reply(thread)
    thread = Thread.objects.get(pk=thread.pk)
    assert (thread.last_change, thread.changes.last().kind) == (26, ChangeKind.POST_ADDED)

    assert compact_changes() == 1  # one more fell behind
    assert compact_changes() == 0


def test_the_command_says_what_it_would_do(thread):
    out = StringIO()

    call_command("compact_changes", "--dry-run", stdout=out)

    assert "15 entries would be removed" in out.getvalue()
    assert ThreadChange.objects.count() == 25
