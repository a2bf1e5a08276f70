"""The words of conversations and files as the databases' own indexes hold them, and words that mean the same."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from discussions.models import Attachment, Post, Thread
from files.models import FileVersion
from finding.asking import Phrase, words_of
from finding.matching import IndexField


class PostWords(models.Model):
    """The words of one Post whose words are for every reader; of a first Post its Thread's title and summary too.

    Kept by triggers (`finding.keeping`) and never written by us. Only ever asked through `Post`, so that who may
    read is in the same query.
    """

    post = models.OneToOneField(
        Post, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words"
    )
    index = IndexField(db_column="finding_postwords")
    #: Its Community, on PostgreSQL alone (`finding.matching.in_rooms`).
    room = models.BigIntegerField(db_column="community_id")

    class Meta:
        managed = False
        db_table = "finding_postwords"

    def __str__(self) -> str:
        return f"words of post {self.pk}"


class ThreadWords(models.Model):
    """The title and summary of one Thread, for those whose first Post is out of sight. Kept by triggers."""

    thread = models.OneToOneField(
        Thread, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words"
    )
    index = IndexField(db_column="finding_threadwords")

    class Meta:
        managed = False
        db_table = "finding_threadwords"

    def __str__(self) -> str:
        return f"words of thread {self.pk}"


class AttachmentWords(models.Model):
    """The name and words of one file on a Post, once it may be sent. Kept by triggers, asked through `Attachment`."""

    attachment = models.OneToOneField(
        Attachment, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words"
    )
    index = IndexField(db_column="finding_attachmentwords")

    class Meta:
        managed = False
        db_table = "finding_attachmentwords"

    def __str__(self) -> str:
        return f"words of attachment {self.pk}"


class VersionWords(models.Model):
    """The words of one version of a kept file; of the current one its title and description too. Kept by triggers."""

    version = models.OneToOneField(
        FileVersion, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words"
    )
    index = IndexField(db_column="finding_versionwords")

    class Meta:
        managed = False
        db_table = "finding_versionwords"

    def __str__(self) -> str:
        return f"words of version {self.pk}"


class Synonyms(models.Model):
    """Ways of saying the same thing; a search for one finds the others. Editors keep the list."""

    ways = models.TextField(
        "ways to say it",
        max_length=500,
        help_text="One a line, two at least: whoever looks for one of them finds the others too.",
    )

    panels = [FieldPanel("ways")]

    class Meta:
        ordering = ["ways"]
        verbose_name = verbose_name_plural = "words that mean the same"

    def __str__(self) -> str:
        return ", ".join(" ".join(phrase) for phrase in self.phrases)

    @property
    def phrases(self) -> list[Phrase]:
        """List the ways, each as its words."""
        return list(dict.fromkeys(phrase for line in self.ways.splitlines() if (phrase := words_of(line))))

    def clean(self) -> None:
        """Ask for two ways at least. Raises ValidationError."""
        super().clean()
        if len(self.phrases) < 2:
            raise ValidationError({"ways": "Write at least two ways to say it, one a line."})
