"""News for feed readers: what anybody may read, and nothing of who asks."""

from datetime import datetime, time

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from communities.pages import visible_pages
from communities.public import mark_public
from resources.models import NewsPage

FEED_LENGTH = 20


class NewsFeed(Feed):
    """The latest news as Atom, public pages only, whoever asks."""

    feed_type = Atom1Feed
    title = "Cohesion Hub: news"
    subtitle = "What is happening in the network."
    link = "/news/"

    def __call__(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with the feed, which is the same for everybody."""
        return mark_public(super().__call__(request, *args, **kwargs), "guidance")

    def items(self):
        """Give the newest news that anybody may read."""
        return visible_pages(AnonymousUser(), NewsPage.objects.all()).order_by("-date", "-pk")[:FEED_LENGTH]

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.summary

    def item_link(self, item: NewsPage) -> str:
        return item.get_url() or "/news/"

    def item_pubdate(self, item: NewsPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.date, time(9)))

    def item_updateddate(self, item: NewsPage) -> datetime:
        return item.last_published_at or self.item_pubdate(item)
