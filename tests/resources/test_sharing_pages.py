"""What is told of a page where its address is shared, and to search engines: of open pages alone."""

import pytest

from communities.public import HEADER
from resources.models import PageAuthor
from tests.communities.factories import OrganisationFactory, UserFactory
from tests.resources import factories as make
from tests.resources.factories import make_private

pytestmark = pytest.mark.django_db

KINDS = [make.GuideFactory, make.CaseStudyFactory, make.LinkedResourceFactory, make.NewsFactory]
TOLD = ('property="og:', "itemprop=")


def html_of(client, page) -> str:
    return client.get(page.url).content.decode()


@pytest.mark.parametrize("factory", KINDS)
def test_an_open_page_tells_its_title_and_summary(client, factory, settings):
    settings.SITE_URL = "https://hub.example"
    page = factory(title='Bread & "salt"', summary="Who <shares> it.")

    html = html_of(client, page)

    assert '<meta property="og:title" content="Bread &amp; &quot;salt&quot;">' in html
    assert '<meta property="og:description" content="Who &lt;shares&gt; it.">' in html
    assert f'<meta property="og:url" content="https://hub.example{page.url}">' in html
    assert 'content="https://hub.example/static/hub/icons/mark-512.png"' in html
    assert '<meta itemprop="headline" content="Bread &amp; &quot;salt&quot;">' in html
    assert "application/ld+json" not in html


@pytest.mark.parametrize("factory", KINDS)
def test_a_private_page_tells_nothing_to_those_who_may_read_it_either(client, factory):
    page = factory(title="For the network")
    client.force_login(UserFactory())
    assert all(sign in html_of(client, page) for sign in TOLD)
    make_private(page)

    html = html_of(client, page)

    assert "For the network" in html
    assert not any(sign in html for sign in TOLD)


def test_a_chapter_is_as_open_as_its_guide_and_names_it(client):
    guide = make.GuideFactory(title="The guide")
    guide.authors.add(PageAuthor(organisation=OrganisationFactory(name="Southfield Council")))
    guide.save()
    chapter = make.ChapterFactory(parent=guide)
    client.force_login(UserFactory())

    open_one = html_of(client, chapter)
    make_private(guide)

    assert '<meta itemprop="headline" content="The guide">' in open_one
    assert '<meta itemprop="name" content="Southfield Council">' in open_one
    assert f'content="{guide.summary}"' in open_one
    assert not any(sign in html_of(client, chapter) for sign in TOLD)


def test_the_day_it_first_came_out_is_told(client):
    guide = make.GuideFactory()

    assert '<meta itemprop="datePublished" content="2022-03-01">' in html_of(client, guide)


def test_a_page_that_tells_stays_one_that_is_kept_for_everybody(client):
    assert HEADER in client.get(make.GuideFactory().url)
