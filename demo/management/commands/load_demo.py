"""Fill the hub with its demonstration."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from communities.public import bump
from demo.loading import (
    care,
    conversations,
    gathered,
    kept_files,
    network,
    people,
    practice,
    reading,
    rules,
    synonyms,
)
from demo.loading.guidance import GuidanceLoader
from demo.loading.removal import real_people, remove_demonstration


class Command(BaseCommand):
    """Loads what is missing. The second time it finds everything there and changes nothing."""

    help = "Fill the hub with fictional people and real publications. Safe to run again."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--reset", action="store_true", help="take the demonstration away and load it again"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be loaded and keep nothing"
        )

    def handle(self, *, reset: bool, dry_run: bool, **options) -> None:
        self.refuse_real_hubs()
        with _tasks_done_at_once(), _without_log_of_pages(), transaction.atomic():
            if reset:
                self.stdout.write("Taking the demonstration away…")
                remove_demonstration()
            guidance = self.load()
            if dry_run:
                transaction.set_rollback(True)
                guidance.discard_images()
        self.stdout.write(
            "Nothing was kept: this was a dry run." if dry_run else "The demonstration is loaded."
        )

    def refuse_real_hubs(self) -> None:
        """Raises CommandError where fictional people have no place."""
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError(
                "This hub is set up for real people (DEMO_ALLOWED is off): no demonstration is loaded."
            )
        if count := real_people().count():
            raise CommandError(
                f"This hub has {count} people who are not of the demonstration, so nothing was changed. "
                "Load it into an empty hub: another DATA_DIR makes one."
            )

    def load(self) -> GuidanceLoader:
        """Load everything, in the order in which things refer to each other."""
        now = timezone.now()
        self.step("topics", people.load_topics)
        self.step("words that mean the same", synonyms.load_synonyms)
        self.step("review rules", rules.load_review_rules)
        self.step("places", people.load_places)
        self.step("organisations", people.load_organisations)
        self.step("people", lambda: people.load_people(now))
        self.step("administrators", lambda: people.load_administrators(now))
        self.step("memberships of the network", lambda: network.load_network_memberships(now))
        self.step("changes of organisation", lambda: network.load_claims(now))
        self.step("invitations to colleagues", lambda: network.load_colleague_invitations(now))
        self.step("communities", lambda: people.load_communities(now))
        self.step("memberships", lambda: people.load_memberships(now))
        self.step("muted people", people.load_quiet)
        self.step("invitations", lambda: people.load_invitations(now))
        guidance = GuidanceLoader(now)
        self.step("pictures", guidance.load_images)
        self.step("terms of the glossary", guidance.load_terms)
        self.step("pages", guidance.load_pages)
        guidance.arrange_front_page()
        self.step("conversations", lambda: conversations.load_conversations(guidance.page_ids, now))
        self.step("posts that wait", lambda: conversations.load_held(now))
        self.step("files", lambda: kept_files.load_kept_files(guidance.page_ids, now))
        self.step("records of practice", lambda: practice.load_practice(guidance.page_ids, now))
        self.step("drafts from conversations", lambda: gathered.load_gathered(now))
        self.step("reading lists", lambda: reading.load_reading_lists(guidance.page_ids, now))
        self.step("numbers for help", care.load_help_contacts)
        self.step("reports", lambda: care.load_reports(now))
        bump("guidance", "communities")
        return guidance

    def step(self, things: str, load: Callable[[], int]) -> None:
        """Load one kind of thing and say how many were new."""
        self.stdout.write(f"  {load():>4} new {things}")
        self.stdout.flush()


@contextmanager
def _tasks_done_at_once() -> Iterator[None]:
    """Index pages for search here and now: no worker may be running, and none should find a long queue."""
    usual = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = ImmediateBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = usual


@contextmanager
def _without_log_of_pages() -> Iterator[None]:
    """Keep Wagtail from writing three lines about each page; the counts say it in one."""
    log = logging.getLogger("wagtail")
    usual = log.level
    log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        log.setLevel(usual)
