"""What must follow when guidance, or anything that guidance shows, changes."""

from __future__ import annotations

from django.core.signals import request_finished
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from communities.models import Organisation, Topic
from communities.public import bump
from resources import booklets, links
from resources.models import Audience, Booklet, ChapterPage, GuidanceImage, GuidePage, Term, Voice

#: Whatever stands on public pages, or decides whether they are public, without being a page.
SHOWN_WITH_PAGES = (
    Audience,
    Collection,
    CollectionViewRestriction,
    GuidanceImage,
    Organisation,
    PageViewRestriction,
    Redirect,
    Site,
    Term,
    Topic,
    get_document_model(),
)


def guidance_changed(**kwargs) -> None:
    """Tell the page cache that signed-out readers may see something else now."""
    bump("guidance")


for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
    signal.connect(guidance_changed, dispatch_uid="resources.guidance_changed")
for model in SHOWN_WITH_PAGES:
    post_save.connect(guidance_changed, sender=model, dispatch_uid=f"resources.saved.{model.__name__}")
    post_delete.connect(guidance_changed, sender=model, dispatch_uid=f"resources.deleted.{model.__name__}")
m2m_changed.connect(guidance_changed, sender=PageViewRestriction.groups.through)
m2m_changed.connect(guidance_changed, sender=CollectionViewRestriction.groups.through)
request_finished.connect(links.forget_targets, dispatch_uid="resources.forget_targets")


@receiver(post_delete)
def page_deleted(sender: type, **kwargs) -> None:
    """A page of any type went, by itself or with those above it."""
    if sender is Page:
        bump("guidance")


@receiver(page_published)
def make_booklet_anew(sender: type, instance: Page, **kwargs) -> None:
    """Have the booklet of the guide ready before somebody asks for it."""
    if sender in (GuidePage, ChapterPage):
        guide = instance if sender is GuidePage else instance.guide
        if booklets.is_offered(guide):
            booklets.ask_for(guide, at=now())


@receiver([post_save, post_delete], sender=Voice)
def drop_booklet(sender: type, instance: Voice, **kwargs) -> None:
    """Keep no booklet with words as they were before they were taken back."""
    if instance.page_id:
        for guide in GuidePage.objects.ancestor_of(instance.page, inclusive=True):
            booklets.drop(guide)


@receiver(post_delete, sender=Booklet)
def forget_booklet(sender: type, instance: Booklet, **kwargs) -> None:
    """Delete the file with its guide."""
    instance.file.delete(save=False)


@receiver([page_published, page_unpublished], sender=ChapterPage)
def recount_guide(sender: type, instance: ChapterPage, **kwargs) -> None:
    """Bring the guide's reading time up to date with its chapters."""
    for guide in GuidePage.objects.ancestor_of(instance):
        guide.recount()


@receiver(post_delete, sender=ChapterPage)
def recount_guide_without(sender: type, instance: ChapterPage, **kwargs) -> None:
    """Take a deleted chapter out of the guide's reading time, unless the guide went with it."""
    for guide in GuidePage.objects.filter(path=instance.guide_path):
        guide.recount()
