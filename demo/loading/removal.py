"""Taking the demonstration away, and knowing whether a hub holds anything else."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.models import Page

from care.models import HelpContact
from communities.models import Community, Organisation, Place, Topic, User
from contributions.models import Gathering
from demo.content import care, communities, glossary, guidance, network, organisations, shapes, topics
from demo.loading.guidance import IMAGE_TITLE
from demo.loading.synonyms import remove_synonyms
from organisations.models import Tier
from passages.models import Passage
from practice.models import PracticeRecord
from resources.models import GuidanceImage, HomePage, Term, Voice


def real_people() -> QuerySet[User]:
    """Give the people in this hub who are not of the demonstration."""
    return User.objects.exclude(email__iendswith=f"@{shapes.MAIL_DOMAIN}")


def remove_demonstration() -> None:
    """Remove all that `load_demo` made, with what anybody said or changed in it since."""
    _remove_gathered()
    Community.objects.filter(slug__in=[room.key for room in communities.COMMUNITIES]).delete()
    HelpContact.objects.filter(name__in=[contact.name for contact in care.HELP_CONTACTS]).delete()
    _remove_pages()
    Term.objects.filter(slug__in=[term.key for term in glossary.TERMS]).delete()
    for image in GuidanceImage.objects.filter(title__startswith=IMAGE_TITLE.format("")):
        image.delete()
    people = User.objects.filter(email__iendswith=f"@{shapes.MAIL_DOMAIN}")
    people.update(is_superuser=False)  # else the last who can run the network would have to stay
    people.delete()
    Organisation.objects.filter(slug__in=[body.key for body in organisations.ORGANISATIONS]).delete()
    Place.objects.filter(code=None, slug__in=[place.key for place in organisations.PLACES]).delete()
    Tier.objects.filter(name__in=[tier.name for tier in network.TIERS], memberships=None).delete()
    remove_synonyms()
    Topic.objects.filter(slug__in=[topic.key for topic in topics.TOPICS]).delete()


def _remove_pages() -> None:
    PracticeRecord.objects.filter(page__slug__in=[page.key for page in guidance.PAGES]).delete()
    Passage.objects.filter(page__slug__in=[page.key for page in guidance.PAGES]).delete()
    below_home = Page.objects.descendant_of(HomePage.objects.get())
    for path in below_home.filter(slug__in=[page.key for page in guidance.PAGES]).values_list(
        "path", flat=True
    ):
        # One at a time and freshly read: the tree's numbers move with each removal.
        if page := Page.objects.filter(path=path).first():
            page.specific.delete()


def _remove_gathered() -> None:
    rooms = [room.key for room in communities.COMMUNITIES]
    gathered = Gathering.objects.filter(thread__community__slug__in=rooms)
    for page in Page.objects.filter(pk__in=gathered.values("page")):
        page.specific.delete()
    voices = list(gathered.values_list("contributions__voice", flat=True))
    gathered.delete()
    Voice.objects.filter(pk__in=voices).delete()
