"""Threads, Posts and what belongs to them, as lists ask for them. `visible_to` is the only door."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Least, NullIf
from django.utils.timezone import now

from communities.querysets import is_readable_by

if TYPE_CHECKING:
    from communities.models import Organisation, User
    from communities.querysets import Viewer
    from discussions.models import Post


def taking_posts() -> Q:
    """Say as a condition that a Thread is open: never closed, or opened by itself since; and not merged away."""
    return (Q(locked_at=None) | Q(opens_at__lte=now())) & Q(merged_into=None)


class ThreadQuerySet(models.QuerySet):
    """Threads, by who may see them and how they stand."""

    def visible_to(self, viewer: Viewer) -> ThreadQuerySet:
        """Keep the Threads this viewer may read; one that was merged is where its Posts are."""
        return self.filter(is_readable_by(viewer, "community__"), merged_into=None)

    def latest_first(self) -> ThreadQuerySet:
        """Order by the newest Post, newest first."""
        return self.order_by("-last_posted_at", "-pk")

    def pinned_first(self) -> ThreadQuerySet:
        """Order pinned Threads first, then by the newest Post."""
        return self.order_by("-is_listed_first", "-last_posted_at", "-pk")

    def unanswered(self) -> ThreadQuerySet:
        """Keep open questions without a marked answer."""
        return self.filter(taking_posts(), kind="question", answer=None)

    def begun_by(self, person: User) -> ThreadQuerySet:
        """Keep what somebody began, as far as other pages may tell so. The caller asks `visible_to` as well.

        Nothing from a room under the Chatham House Rule, whoever looks; and nothing whose first Post is hidden,
        deleted, or shows no author.
        """
        return self._begun_in(self._first_posts().filter(author=person)).filter(author=person)

    def begun_for(self, organisation: Organisation) -> ThreadQuerySet:
        """Keep what was begun by listed people who then worked for an Organisation and may take part today.

        As narrow as `begun_by`: what somebody had taken off their own page is not gathered on another.
        """
        first = self._first_posts().filter(organisation=organisation, author__is_listed=True)
        return self._begun_in(first.filter(author__is_active=True, author__approved_at__isnull=False))

    def _first_posts(self) -> PostQuerySet:
        from discussions.models import Post  # the models are made of these querysets

        return Post.objects.readable().filter(number=1)

    def _begun_in(self, first_posts: PostQuerySet) -> ThreadQuerySet:
        return self.filter(pk__in=first_posts.values("thread"), community__is_chatham_house=False)

    def latest_begun(self) -> ThreadQuerySet:
        """Order by when they were begun, newest first, with what a row that names no author shows."""
        return self.select_related("community").order_by("-started_at", "-pk")

    def for_list(self) -> ThreadQuerySet:
        """Fetch what one row of a list shows: community and author with Organisation."""
        return self.select_related("community", "author__organisation")

    def with_unread_for(self, viewer: Viewer) -> ThreadQuerySet:
        """Add `last_read`, `unread_count`, the follow `level` and `is_news`; all None for the signed-out.

        A Thread is news when something in it is unread and its viewer follows everything, or replies to
        their own Posts and there is one. It joins the viewer's own two rows, so it costs no query but the one
        for whom they have muted: what those say is no news, but for a Lead's announcement.
        """
        if not viewer.is_authenticated:
            return self.annotate(
                **dict.fromkeys(["last_read", "unread_count"], _none(models.IntegerField())),
                **dict.fromkeys(["level", "is_news"], _none(models.CharField())),
            )
        return (
            self.annotate(
                my_reading=FilteredRelation("readings", condition=Q(readings__user=viewer)),
                my_follow=FilteredRelation(
                    "community__follows", condition=Q(community__follows__user=viewer)
                ),
            )
            .annotate(last_read=Coalesce(F("my_reading__last_read_number"), 0), level=_level_for(viewer))
            .annotate(
                # Of somebody who read none of it, only what is there.
                unread_count=Least(
                    F("last_post_number") - F("last_read"), F("last_post_number") - F("moved_out_count")
                )
            )
            .annotate(
                is_news=Case(
                    When(unread_count__lte=0, then=False),
                    When(level="everything", then=_has_heard(viewer)),
                    When(level="replies", then=_has_reply_to(viewer)),
                    default=False,
                )
            )
        )

    def news_for(self, viewer: Viewer) -> ThreadQuerySet:
        """Keep Threads that are news to this viewer; none for somebody who is signed out."""
        if not viewer.is_authenticated:
            return self.none()
        return self.followed_by(viewer).filter(is_news=True)

    def digest_of(self, viewer: Viewer) -> ThreadQuerySet:
        """Keep Threads with something unread that this viewer wants in their digest only."""
        if not viewer.is_authenticated:
            return self.none()
        unread = self.followed_by(viewer).filter(level="digest", unread_count__gt=0)
        return unread.filter(_has_heard(viewer)) if viewer.quiet_ids else unread

    def followed_by(self, viewer: User) -> ThreadQuerySet:
        """Keep what this viewer belongs to or chose a level for, as far as they may read it now."""
        from communities.models import Community  # the models are made of these querysets

        mine = Community.objects.with_membership_of(viewer).values("pk")
        chosen = Q(community__in=mine) | Q(my_follow__isnull=False) | Q(my_reading__level__gt="")
        return self.with_unread_for(viewer).filter(
            chosen, is_readable_by(viewer, "community__"), merged_into=None
        )


def _none(field: models.Field) -> models.Value:
    return models.Value(None, output_field=field)


def _level_for(viewer: User) -> Coalesce:
    """Give what was chosen for the Thread, else for its Community, else what belonging there means."""
    from communities.models import Community  # the models are made of these querysets

    mine = Community.objects.with_membership_of(viewer).values("pk")
    by_belonging = Case(When(community__in=mine, then=Value("everything")), default=Value("nothing"))
    return Coalesce(NullIf(F("my_reading__level"), Value("")), F("my_follow__level"), by_belonging)


def _has_heard(viewer: User) -> Value | Q:
    """Is any of what is unread by somebody whom this viewer hears? A Lead's announcement reaches everybody."""
    from discussions.models import Post  # the models are made of these querysets

    if not viewer.quiet_ids:
        return Value(True)
    unread = Post.objects.filter(thread=OuterRef("pk"), number__gt=OuterRef("last_read"))
    return Q(kind="announcement") | Q(Exists(unread.exclude(author__in=viewer.quiet_ids)))


def _has_reply_to(viewer: User) -> Exists:
    """Is there an unread Post of somebody else's that answers this viewer: quoting them, or in what they began?"""
    from discussions.models import Post  # the models are made of these querysets

    unread = Post.objects.readable().filter(thread=OuterRef("pk"), number__gt=OuterRef("last_read"))
    heard = unread.exclude(author__in={viewer.pk, *viewer.quiet_ids})
    return Exists(heard.filter(Q(quoted__author=viewer) | Q(thread__author=viewer)))


class PostQuerySet(models.QuerySet["Post"]):
    """Posts, by place and by who may see them."""

    def visible_to(self, viewer: Viewer) -> PostQuerySet:
        """Keep the Posts of Threads this viewer may read, tombstones included."""
        return self.filter(is_readable_by(viewer, "community__"))

    def readable(self) -> PostQuerySet:
        """Keep Posts whose words are for every reader: neither hidden nor deleted."""
        return self.filter(hidden_at=None, deleted_at=None)

    def own_of(self, author: User) -> PostQuerySet:
        """Keep what somebody wrote and has not deleted, wherever it stands now, newest first: for their own eyes.

        What they asked without their name is among it, so nobody else is ever shown it.
        """
        from discussions.models import MaskedAuthor, Post  # the models are made of these querysets

        named = Post.objects.order_by().filter(author=author).values("pk")
        masked = MaskedAuthor.objects.order_by().filter(author=author).values("post")
        # Two lists by an index each; as one condition with "or", every Post would be looked at.
        return self.filter(pk__in=named.union(masked), deleted_at=None).order_by("-pk")

    def newest_pk(self) -> int:
        """Give the pk of the newest of them, 0 for none."""
        return self.order_by("-pk").values_list("pk", flat=True).first() or 0

    def sent_with(self, author: User, token: UUID) -> Post | None:
        """Give the Post that this press of the button already made, if it did, under their name or without."""
        from discussions.models import MaskedAuthor, Post  # the models are made of these querysets

        named = Post.objects.order_by().filter(author=author, token=token).values("pk")
        masked = MaskedAuthor.objects.order_by().filter(author=author, token=token).values("post")
        return self.filter(pk__in=named.union(masked)).first()

    def for_page(self) -> PostQuerySet:
        """Fetch what a rendered Post shows: author, Organisation, and the Post it quotes."""
        return self.select_related("author", "organisation", "quoted__author")

    def with_files(self) -> PostQuerySet:
        """Fetch what a rendered Post shows of its files, in one query more."""
        from discussions.models import Attachment  # the models are made of these querysets

        return self.prefetch_related(models.Prefetch("attachments", Attachment.objects.without_text()))


class AttachmentQuerySet(models.QuerySet):
    """Files, by whose they are and where they belong."""

    def visible_to(self, viewer: Viewer) -> AttachmentQuerySet:
        """Keep the files that may be sent, of Posts whose words are for every reader and that this viewer may read."""
        from discussions.models.stored_file import SENT_STATES  # the models are made of these querysets

        in_sight = Q(post__isnull=False, post__hidden_at=None, post__deleted_at=None, state__in=SENT_STATES)
        return self.filter(is_readable_by(viewer, "post__community__"), in_sight)

    def without_text(self) -> AttachmentQuerySet:
        """Leave the words that were taken out of them in the database: they are for search, and long."""
        return self.defer("text")

    def uploaded_by(self, uploader: User, public_ids: Collection[UUID]) -> AttachmentQuerySet:
        """Keep these files, of those that this person uploaded, in the order of their coming."""
        return self.without_text().filter(uploader=uploader, public_id__in=public_ids)

    def unposted(self) -> AttachmentQuerySet:
        """Keep the files that are in no Post yet."""
        return self.filter(post=None)

    def forgotten(self) -> AttachmentQuerySet:
        """Keep the files that are in no Post, draft or held words: nobody would come back to them."""
        return self.unposted().filter(draft=None, held=None)


class DraftQuerySet(models.QuerySet):
    """Drafts. They are their author's alone, so `visible_to` is the author's own."""

    def visible_to(self, viewer: Viewer) -> DraftQuerySet:
        """Keep what this viewer has written."""
        return self.filter(author=viewer) if viewer.is_authenticated else self.none()

    def at(self, kind: str, target_id: int) -> DraftQuerySet:
        """Keep drafts for one place."""
        return self.filter(kind=kind, target_id=target_id)

    def newest_first(self) -> DraftQuerySet:
        """Order by when they were saved, newest first."""
        return self.order_by("-saved_at", "-pk")

    def with_files(self) -> DraftQuerySet:
        """Fetch the files that wait with each, in one query more."""
        from discussions.models import Attachment  # the models are made of these querysets

        return self.prefetch_related(models.Prefetch("files", Attachment.objects.without_text().unposted()))


class HeldPostQuerySet(models.QuerySet):
    """Words that wait for a Lead: for their author, and for those who look after the Community."""

    def of(self, author: Viewer) -> HeldPostQuerySet:
        """Keep what this person wrote, turned back or not, newest first."""
        if not author.is_authenticated:
            return self.none()
        return self.filter(author=author).select_related("community", "thread").order_by("-pk")

    def waiting(self) -> HeldPostQuerySet:
        """Keep what no Lead has answered, of people who may take part."""
        return self.filter(turned_back_at=None, author__is_active=True, author__approved_at__isnull=False)


class AnnouncementQuerySet(models.QuerySet):
    """What all members of a Community were told of."""

    def standing(self) -> AnnouncementQuerySet:
        """Keep what was not called off."""
        return self.filter(called_off_at=None)

    def unread_by(self, viewer: Viewer) -> AnnouncementQuerySet:
        """Keep what this viewer was told of and has not read, newest first: readable, and still announced where it was.

        Whoever came in afterwards was not told; nor is whoever tells it, or a Lead has asked to pause.
        """
        from communities.models import Membership  # the models are made of these querysets
        from discussions.models import Post, ThreadReading

        if not viewer.is_authenticated:
            return self.none()
        mine = Membership.objects.belonging().filter(
            Q(muted_until=None) | Q(muted_until__lte=now()),
            user=viewer,
            community=OuterRef("community"),
            joined_at__lte=OuterRef("announced_at"),
        )
        first = Post.objects.readable().filter(thread=OuterRef("thread"), number=1)
        read = ThreadReading.objects.filter(user=viewer, thread=OuterRef("thread"), last_read_number__gte=1)
        return (
            self.standing()
            .filter(Exists(mine), Exists(first), ~Exists(read), thread__community=F("community"))
            .exclude(by=viewer.pk)
            .filter(thread__merged_into=None, thread__kind="announcement")
            .select_related("thread__community", "community")
            .order_by("-pk")
        )


class MaskedAuthorQuerySet(models.QuerySet):
    """Who wrote what names nobody. Asked for one Post at a time, and of one's own."""

    def asked(self, viewer: Viewer, post: Post) -> bool:
        """Is this viewer the author of this masked Post? No query for one that is not masked."""
        return bool(
            post.is_masked and viewer.is_authenticated and self.filter(post=post, author=viewer).exists()
        )

    def author_of(self, post: Post) -> User | None:
        """Give who wrote a masked Post, or None where nobody knows any more. For letters and checks."""
        from communities.models import User  # the models are made of these querysets

        if not post.is_masked:
            return None
        return User.objects.filter(pk__in=self.filter(post=post).values("author")).first()


class MentionQuerySet(models.QuerySet):
    """Mentions, as the person who was named asks for them."""

    def visible_to(self, viewer: Viewer) -> MentionQuerySet:
        """Keep mentions of this viewer in readable Posts of Threads they may read now, by people they hear."""
        from communities.models import Quiet  # the models are made of these querysets

        if not viewer.is_authenticated:
            return self.none()
        return self.filter(
            is_readable_by(viewer, "post__community__"),
            user=viewer,
            post__hidden_at=None,
            post__deleted_at=None,
        ).exclude(post__author__in=Quiet.objects.by(viewer).values("other"))

    def unseen(self) -> MentionQuerySet:
        """Keep those that their person has not come to yet."""
        return self.filter(seen_at=None)


class CrossPostQuerySet(models.QuerySet):
    """Cards of conversations that are shared in a second Community."""

    def visible_to(self, viewer: Viewer) -> CrossPostQuerySet:
        """Keep the cards whose Community and whose Thread this viewer may both read.

        A Thread that has moved to where its card stands is listed there anyway. One that was merged has gone.
        """
        both = is_readable_by(viewer, "community__") & is_readable_by(viewer, "thread__community__")
        return self.filter(both, thread__merged_into=None).exclude(thread__community=F("community"))

    def for_list(self) -> CrossPostQuerySet:
        """Fetch what a card shows, newest first."""
        return self.select_related("thread__community", "by").order_by("-pk")


class SavedPostQuerySet(models.QuerySet):
    """What people put aside. It is theirs alone; the Post in it is asked about each time."""

    def visible_to(self, viewer: Viewer) -> SavedPostQuerySet:
        """Keep what this viewer saved, Posts they may not read any more included."""
        return self.filter(user=viewer) if viewer.is_authenticated else self.none()
