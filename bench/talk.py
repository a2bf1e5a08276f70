"""How much a page of guidance costs when people talk: the same page with nothing said, and with a great deal.

CPU of one request in one process, pages in turn, without the page cache: what is compared is the work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from bench import servers

CONVERSATIONS, RECORDS, PARAGRAPHS = 500, 500, 40
PRESSES = 40
GOAL = 1.3


def measure_talk(environment: dict[str, str]) -> None:
    """Fill two guides in the database of the environment, press both, and print how they compare."""
    subprocess.run(
        [sys.executable, "-m", "bench.talk"], cwd=servers.ROOT, env=os.environ | environment, check=True
    )


def fill() -> tuple[list, object]:
    """Make two guides of the same words, the second with conversations about each paragraph, and with records.

    Past the actions, which would take minutes; gives the guides and somebody who belongs where they are talked about.
    """
    from django.utils import timezone

    from bench.seed import make_members
    from communities.models import Organisation
    from discussions.models import Post, Thread
    from passages.models import Passage
    from practice.models import Outcome, PracticeRecord
    from resources.models import GuidanceIndexPage, GuidePage

    now = timezone.now()
    community, people = make_members("talkative", CONVERSATIONS)
    index = GuidanceIndexPage.objects.first()
    words = "Meet where people already are, and let the kettle do the work of the first ten minutes. " * 3
    guides = []
    for name in ("quiet", "talked-about"):
        body = [
            {"type": "paragraph", "id": str(uuid4()), "value": f"<p>{number}. {words}</p>"}
            for number in range(PARAGRAPHS)
        ]
        guides.append(
            index.add_child(instance=GuidePage(title="A guide", slug=name, summary="Words.", body=body))
        )
    page = GuidePage.objects.get(pk=guides[1].pk)
    passages = Passage.objects.bulk_create(
        Passage(
            page=page, page_title=page.title, is_public=True, block=page.body[number % PARAGRAPHS].id,
            quotation="Meet where people already are,",
            paragraph=f"{number % PARAGRAPHS}. {words}".strip(), first_word=1, word_count=5,
        )
        for number in range(CONVERSATIONS)
    )  # fmt: skip
    threads = Thread.objects.bulk_create(
        Thread(
            community=community, title=f"Conversation {number}", kind="question", author=people[number], page=page,
            passage=passages[number].pk, last_posted_at=now - timedelta(minutes=number), last_post_number=1,
        )
        for number in range(CONVERSATIONS)
    )  # fmt: skip
    Post.objects.bulk_create(
        Post(
            thread=thread, community=community, number=1, author=people[number], token=uuid4(),
            body="<p>We tried this.</p>", posted_at=now,
        )
        for number, thread in enumerate(threads)
    )  # fmt: skip
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Body {number}", slug=f"body-{number}") for number in range(RECORDS)
    )
    PracticeRecord.objects.bulk_create(
        PracticeRecord(
            page=page, author=people[number], organisation=bodies[number], token=uuid4(),
            outcome=Outcome.values[number % 4], happened="It went well enough.", year=2025,
            published_at=now - timedelta(minutes=number), **_answers(PracticeRecord),
        )
        for number in range(RECORDS)
    )  # fmt: skip
    return guides, people[0]


def _answers(model: type) -> dict:
    fields = (
        field for field in model._meta.fields if field.choices and field.name not in ("outcome", "state")
    )
    return {field.name: field.choices[0][0] for field in fields}


def measure() -> None:
    """Fill, press and print."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    guides, person = fill()
    call_command("learn_table_sizes", verbosity=0)
    member = Client()
    member.force_login(person)
    print(
        f"\n{'a guide without and with talk':<32}{'KB':>6}{'with':>6}{'CPU ms':>8}{'with':>8}{'times':>7}   "
        f"({CONVERSATIONS} conversations on {PARAGRAPHS} paragraphs, {RECORDS} records; goal {GOAL})"
    )
    for name, client in (("signed out, made anew", Client()), ("member", member)):
        spent: list[list[float]] = [[], []]
        sizes = [len(_press(client, guide)[1]) for guide in guides]
        for _ in range(PRESSES):
            for which, guide in enumerate(guides):
                spent[which].append(_press(client, guide)[0])
        without, with_talk = (sorted(each)[PRESSES // 2] * 1000 for each in spent)
        print(
            f"{name:<32}{sizes[0] / 1024:>6.0f}{sizes[1] / 1024:>6.0f}{without:>8.1f}{with_talk:>8.1f}"
            f"{with_talk / without:>7.2f}",
            flush=True,
        )


def _press(client, guide) -> tuple[float, bytes]:
    began = time.process_time()
    answer = client.get(urlsplit(guide.url).path, {"fresh": uuid4().hex})
    assert answer.status_code == 200, answer.status_code
    return time.process_time() - began, answer.content


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.dev")
    measure()
