"""How long guidance on some topics keeps."""

from communities.models import Topic
from freshness.models import ReviewRule

#: Months, by topic: what changes fast.
MONTHS = {"hate-crime": 12, "tension-monitoring": 18}


def load_review_rules() -> int:
    """Add the rules that are not there; give how many were new."""
    topics = Topic.objects.filter(slug__in=MONTHS)
    return sum(
        ReviewRule.objects.get_or_create(topic=topic, defaults={"months": MONTHS[topic.slug]})[1]
        for topic in topics
    )
