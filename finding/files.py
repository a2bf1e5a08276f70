"""Files as they are found: those on Posts and those that Communities keep, by their names and the words inside."""

from __future__ import annotations

from django.db.models import QuerySet

from discussions.models import Attachment, Post
from files.models import FileVersion, KeptFile
from finding.found import Found, Kind, Scope
from finding.marking import excerpt_around, mark
from finding.matching import Score, best_of_several


class Files(Kind):
    """Files on Posts and files of Communities, by our own index."""

    slug, label, may_be_any, is_in_community = "files", "Files", True, True

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """Rank the files the viewer may have; three queries."""
        if not scope.query:
            return []
        kept, on_posts = self._kept(scope), self._on_posts(scope)
        ranked = best_of_several(
            [
                (
                    kept.filter(current__words__index__matches=scope.query),
                    Score("current__words__index", scope.query),
                ),
                (on_posts.filter(words__index__matches=scope.query), Score("words__index", scope.query)),
            ],
            start,
            stop,
        )
        numbers: tuple[list[int], list[int]] = [], []
        for source, pk in ranked:
            numbers[source].append(pk)
        rows = {
            (0, file.pk): self._kept_row(file, file.current, scope)
            for file in kept.filter(pk__in=numbers[0]).select_related("community", "current")
            if file.current
        } | {
            (1, file.pk): self._on_post_row(file, file.post, scope)
            for file in on_posts.filter(pk__in=numbers[1]).select_related("post__thread", "post__community")
            if file.post
        }
        return [rows[place] for place in ranked if place in rows]

    def _kept(self, scope: Scope) -> QuerySet[KeptFile]:
        files = scope.within(KeptFile.objects.visible_to(scope.viewer).in_sight().sent())
        return scope.about(files, "topics")

    def _on_posts(self, scope: Scope) -> QuerySet[Attachment]:
        files = scope.within(Attachment.objects.visible_to(scope.viewer), "post__community")
        return scope.about(files, "post__thread__topics")

    def _kept_row(self, file: KeptFile, version: FileVersion, scope: Scope) -> Found:
        return Found(
            mark(file.title, scope.query),
            file.get_absolute_url(),
            (version.told_kind.words, file.community.name),
            mark(excerpt_around(f"{file.description} {version.text}", scope.query), scope.query),
            file.changed_at,
        )

    def _on_post_row(self, file: Attachment, post: Post, scope: Scope) -> Found:
        # Nobody is named: under the Chatham House Rule who brought a file is not told, nor is it of a masked author.
        thread = post.thread
        thread.community = post.community
        return Found(
            mark(file.name, scope.query),
            post.get_absolute_url() if post.number > 1 else thread.get_absolute_url(),
            (file.told_kind.words, post.community.name, f"in “{thread.title}”"),
            mark(excerpt_around(file.text, scope.query), scope.query),
            post.posted_at,
        )
