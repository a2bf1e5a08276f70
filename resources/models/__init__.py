"""Guidance as Wagtail pages. Each page type says where it may live in the tree:

    HomePage                     /                    one, the root of the site
    ├── GuidanceIndexPage        /guidance/           one, the list with its filters
    │   ├── GuidePage            a long read; its body stands before its chapters
    │   │   └── ChapterPage      one chapter
    │   ├── CaseStudyPage        what one organisation did
    │   └── LinkedResourcePage   somebody else's publication, described
    ├── NewsIndexPage            /news/               one
    │   └── NewsPage
    └── StandardPage             about, help, accessibility; may hold more of its kind

Making pages in Python
----------------------
The first three exist in every database (migration `0002_site_root`); topics are by name:

    guide = GuidePage(
        title="Starting a bridging programme",
        slug="bridging",
        summary="What to settle before the first session.",       # plain text, 300 characters
        key_points="Meet people where they are\\nPlan for mixing",  # one a line
        published_date=date(2022, 3, 1), reviewed_date=…, review_due_date=…,
        body=stream([("heading", {"text": "Before you begin", "level": "h2"}), ("paragraph", "<p>…</p>")]),
    )
    GuidanceIndexPage.objects.get().add_child(instance=guide)
    guide.topics.set([sport]); guide.audiences.set([councils])
    guide.authors.add(PageAuthor(organisation=organisation))
    guide.changes.add(GuideChange(date=date(2022, 6, 1), description="Added a chapter on evaluation."))
    guide.save_revision().publish()      # draws the history, indexes, tells the page cache

`stream` is in `resources.blocks.body`, which lists every block with its value.
"""

from resources.models.base import (
    Audience,
    GuidancePage,
    PageAuthor,
    TaggedPage,
)
from resources.models.booklet import Booklet
from resources.models.case_study import CaseStudyPage
from resources.models.guide import ChapterPage, GuideChange, GuidePage
from resources.models.home import HomePage, HomePick
from resources.models.images import GuidanceImage, GuidanceRendition
from resources.models.index import GuidanceIndexPage
from resources.models.linked_resource import LinkedResourcePage
from resources.models.living import LivingPage
from resources.models.news import NewsIndexPage, NewsPage
from resources.models.page import HubPage
from resources.models.standard import StandardPage
from resources.models.term import Term
from resources.models.voice import Voice

__all__ = [
    "Audience",
    "Booklet",
    "CaseStudyPage",
    "ChapterPage",
    "GuidanceImage",
    "GuidanceIndexPage",
    "GuidancePage",
    "GuidanceRendition",
    "GuideChange",
    "GuidePage",
    "HomePage",
    "HomePick",
    "HubPage",
    "LinkedResourcePage",
    "LivingPage",
    "NewsIndexPage",
    "NewsPage",
    "PageAuthor",
    "StandardPage",
    "TaggedPage",
    "Term",
    "Voice",
]
