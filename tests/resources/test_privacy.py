"""A private page, picture or document shows nowhere (TRUST rules 2, 5 and 10)."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from communities.public import HEADER
from resources.blocks.body import stream
from resources.models import GuidanceIndexPage, HomePage, HomePick
from tests.communities.factories import UserFactory
from tests.resources import factories as make
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db

SECRET = "Marmalade"


@pytest.fixture
def secret_guide():
    """A guide only for approved people, with its marker in everything a reader could meet."""
    return GuideFactory(title=f"{SECRET} guide", slug="marmalade", summary=f"{SECRET} summary", private=True)


def test_private_page_answers_exactly_as_one_that_never_was(client, secret_guide):
    private = client.get(secret_guide.url)
    absent = client.get("/guidance/nothing/")

    assert private.status_code == absent.status_code == 404
    assert private.content.replace(b"marmalade", b"nothing") == absent.content
    assert HEADER not in private


def test_private_page_opens_for_an_approved_person_and_is_not_kept(client, secret_guide):
    client.force_login(UserFactory())

    response = client.get(secret_guide.url)

    assert response.status_code == 200
    assert HEADER not in response
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("trait", ["unapproved", "suspended"])
def test_private_page_stays_shut_for_accounts_that_may_not_take_part(client, secret_guide, trait):
    client.force_login(UserFactory(**{trait: True}))

    assert client.get(secret_guide.url).status_code == 404


def test_the_desk_tells_of_changed_guidance_to_its_readers_only(client):
    group = Group.objects.create(name="Steering group")
    make_private(GuideFactory(title=f"{SECRET} for few"), PageViewRestriction.GROUPS, group)
    insider, outsider = UserFactory(), UserFactory()
    insider.groups.add(group)
    seen = {}

    for viewer in (insider, outsider):
        client.force_login(viewer)
        seen[viewer] = SECRET in client.get("/").content.decode()

    assert seen == {insider: True, outsider: False}


def test_page_for_a_group_opens_for_that_group_alone(client):
    group = Group.objects.create(name="Steering group")
    guide = GuideFactory()
    make_private(guide, PageViewRestriction.GROUPS, group)
    insider, outsider = UserFactory(), UserFactory()
    insider.groups.add(group)

    client.force_login(outsider)
    assert client.get(guide.url).status_code == 404

    client.force_login(insider)
    assert client.get(guide.url).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/guidance/",
        "/guidance/?q=marmalade",
        "/guidance/?type=guide",
        "/sitemap.xml",
        "/news/",
        "/news/feed/",
    ],
)
def test_private_page_is_in_no_list(client, secret_guide, address):
    make.NewsFactory(title=f"{SECRET} news", private=True)
    HomePick.objects.create(home=HomePage.objects.get(), page=secret_guide)

    response = client.get(address)

    assert response.status_code == 200
    assert SECRET.lower() not in response.content.decode().lower().replace("q=marmalade", "").replace(
        'value="marmalade"', ""
    ).replace("“marmalade”", "")


def test_private_page_is_listed_and_found_for_those_who_may_read_it(client, secret_guide):
    client.force_login(UserFactory())

    assert SECRET in client.get("/guidance/").content.decode()
    assert f"{SECRET} guide" in client.get("/guidance/?q=marmalade").content.decode()


def test_count_of_results_is_equal_with_and_without_a_hidden_page(client):
    GuideFactory()
    before = client.get("/guidance/").content
    GuideFactory(private=True)

    assert client.get("/guidance/").content == before


def test_everything_under_a_private_page_is_private(client):
    guide = GuideFactory(private=True)
    chapter = ChapterFactory(parent=guide)

    assert client.get(chapter.url).status_code == 404
    assert client.get(f"{guide.url}whole/").status_code == 404


def test_private_chapter_is_in_no_contents_list_and_no_whole_guide(client):
    guide = GuideFactory()
    ChapterFactory(parent=guide, title="For all")
    ChapterFactory(parent=guide, title=f"{SECRET} chapter", private=True)

    for address in (guide.url, f"{guide.url}whole/"):
        html = client.get(address).content.decode()
        assert "For all" in html
        assert SECRET not in html


def test_alias_of_a_private_page_is_as_private_as_its_source(client):
    guide = GuideFactory(title=f"{SECRET} guide")
    alias = guide.create_alias(parent=GuidanceIndexPage.objects.get(), update_slug="shown")
    assert "/shown/" in client.get("/sitemap.xml").content.decode()

    make_private(guide)  # afterwards: Wagtail copies a restriction that is there already

    assert client.get(alias.url).status_code == 404
    assert SECRET not in client.get("/guidance/").content.decode()
    assert "/shown/" not in client.get("/sitemap.xml").content.decode()


def test_link_to_a_private_page_loses_its_address(client, secret_guide):
    body = stream([("paragraph", f'<p>See <a linktype="page" id="{secret_guide.pk}">the other one</a>.</p>')])
    guide = GuideFactory(body=body)

    html = client.get(guide.url).content.decode()
    assert "marmalade" not in html
    assert "<a>the other one</a>" in html

    client.force_login(UserFactory())
    assert f'<a href="{secret_guide.url}">the other one</a>' in client.get(guide.url).content.decode()


def test_card_of_a_private_case_study_is_left_out(client):
    study = make.CaseStudyFactory(title=f"{SECRET} study", private=True)
    guide = GuideFactory(
        body=stream(
            [
                ("case_study", {"page": study.pk}),
                (
                    "practice_example",
                    {"title": "t", "place": "p", "text": "<p>x</p>", "case_study": study.pk},
                ),
            ]
        )
    )

    html = client.get(guide.url).content.decode()

    assert SECRET not in html


def test_page_made_private_is_gone_with_the_next_request(client):
    guide = GuideFactory()
    assert client.get(guide.url).status_code == 200

    make_private(guide)

    assert client.get(guide.url).status_code == 404


def test_shared_password_opens_nothing(client):
    guide = GuideFactory()
    PageViewRestriction.objects.create(page=guide, restriction_type="password", password="x")
    client.force_login(UserFactory())

    assert client.get(guide.url).status_code == 404


# --- Files ---------------------------------------------------------------------------------


def figure(image) -> list[dict]:
    return stream(
        [("figure", {"image": {"image": image.pk, "alt_text": "x", "decorative": False}, "caption": ""})]
    )


def picture_address(image) -> str:
    return image.get_rendition("width-400|format-webp").url


def test_picture_of_a_public_page_is_served_and_kept_by_the_browser_alone(client):
    image = make.ImageFactory()
    GuideFactory(body=figure(image))

    response = client.get(picture_address(image))

    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"].startswith("private, max-age")
    assert (
        client.get(
            picture_address(image), headers={"If-Modified-Since": response["Last-Modified"]}
        ).status_code
        == 304
    )


def test_picture_used_only_by_a_private_page_is_not_found(client):
    image = make.ImageFactory()
    GuideFactory(body=figure(image), private=True)

    assert client.get(picture_address(image)).status_code == 404

    client.force_login(UserFactory())
    assert client.get(picture_address(image)).status_code == 200


def test_picture_that_no_page_uses_is_for_editors_only(client, as_editor):
    address = picture_address(make.ImageFactory())

    assert as_editor.get(address).status_code == 200
    client.logout()
    assert client.get(address).status_code == 404


def test_picture_in_a_private_collection_is_not_found_even_on_a_public_page(client):
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    image = make.ImageFactory(collection=closed)
    GuideFactory(body=figure(image))

    assert client.get(picture_address(image)).status_code == 404


def test_original_is_never_served(client, as_editor):
    image = make.ImageFactory()
    GuideFactory(body=figure(image))

    assert as_editor.get(image.file.url).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "people/face.webp",
        "images/../original_images/picture.png",
        "images/%2e%2e/original_images/picture.png",
        "images//etc/passwd",
        "images/x.svg",
        "images/x.webp%00.png",
        "documents/sheet.txt",
        "images/",
        "hub.sqlite3",
    ],
)
def test_other_paths_are_not_found(client, path):
    assert client.get(f"/media/{path}").status_code == 404


def download(document) -> list[dict]:
    return stream([("download", {"document": document.pk, "title": "", "description": ""})])


def test_document_is_as_visible_as_the_page_that_offers_it(client):
    document = make.DocumentFactory()
    guide = GuideFactory(body=download(document))
    assert client.get(document.url).status_code == 200

    make_private(guide)

    assert client.get(document.url).status_code == 404
    client.force_login(UserFactory())
    assert client.get(document.url).status_code == 200


def test_document_that_no_page_offers_is_for_editors_only(client, as_editor):
    document = make.DocumentFactory()

    assert as_editor.get(document.url).status_code == 200
    client.logout()
    assert client.get(document.url).status_code == 404


def test_document_linked_in_prose_counts_as_offered(client):
    document = make.DocumentFactory()
    GuideFactory(
        body=stream([("paragraph", f'<p><a linktype="document" id="{document.pk}">The sheet</a></p>')])
    )

    assert client.get(document.url).status_code == 200


def test_draft_does_not_open_its_files(client):
    document = make.DocumentFactory()
    GuideFactory(body=download(document), draft=True)

    assert client.get(document.url).status_code == 404
