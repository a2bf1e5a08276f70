"""The scanner and the words inside, for versions of files."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from discussions import scanning
from files import actions, tasks
from files.models import FileVersion
from tests.communities.factories import CommunityFactory
from tests.discussions import files
from tests.files.factories import make_file

pytestmark = pytest.mark.django_db

State = FileVersion.State


@pytest.fixture
def version(settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    return make_file(CommunityFactory(), data=files.pdf("Codes of conduct")).versions.get()


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def says(monkeypatch, answer) -> None:
    def is_clean(file, *, attempts):
        if answer is None:
            raise scanning.NoAnswer
        return answer

    monkeypatch.setattr(scanning, "is_clean", is_clean)


@pytest.mark.parametrize(("answer", "state"), [(True, State.CLEAN), (False, State.QUARANTINED)])
def test_a_version_is_as_the_scanner_says(version, monkeypatch, answer, state):
    assert version.state == State.WAITING
    says(monkeypatch, answer)

    tasks.scan_version.call(version.pk)

    version.refresh_from_db()
    assert version.state == state


def test_without_an_answer_the_scanner_is_asked_again_later(version, monkeypatch, queue):
    says(monkeypatch, None)

    tasks.scan_version.call(version.pk)
    tasks.scan_version.call(version.pk)  # the same attempt a second time

    version.refresh_from_db()
    assert (version.state, version.attempts) == (State.WAITING, 1)
    again = DBTaskResult.objects.get()
    assert again.args_kwargs["args"] == [version.pk, 1]
    assert again.run_after > timezone.now()


def test_a_verdict_is_given_once(version):
    actions.settle_scan(version_id=version.pk, is_clean=False)
    actions.settle_scan(version_id=version.pk, is_clean=True)

    version.refresh_from_db()
    assert version.state == State.QUARANTINED


def test_versions_that_were_left_in_the_middle_are_asked_about_again(version, queue):
    FileVersion.objects.update(uploaded_at=timezone.now() - timedelta(hours=3))

    call_command("ask_about_kept_files", stdout=(said := StringIO()))

    assert "1 files" in said.getvalue()
    assert DBTaskResult.objects.get().args_kwargs["args"] == [version.pk, 0]


@pytest.mark.parametrize(("state", "words"), [(State.CLEAN, "Codes of conduct"), (State.QUARANTINED, "")])
def test_what_a_version_says_is_kept_for_search_unless_it_is_harmful(version, state, words):
    FileVersion.objects.update(state=state)

    tasks.take_words_out_of_version.call(version.pk)

    version.refresh_from_db()
    assert version.text.strip() == words
