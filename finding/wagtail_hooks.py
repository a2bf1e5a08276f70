"""What the CMS shows of the search: the words that mean the same."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from finding.models import Synonyms


class SynonymsViewSet(SnippetViewSet):
    """The list that Editors keep."""

    model = Synonyms
    icon = "search"


register_snippet(SynonymsViewSet)
