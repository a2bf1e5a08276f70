"""Adding files, their versions, changing and deleting them: through the pages people use."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.models import Community, Decision, PublicCounter
from files import actions, permissions
from files.models import FileVersion, KeptFile
from tests.communities.factories import CommunityFactory, TopicFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import lead_of, make_member
from tests.files.factories import hide, make_file, make_folder, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    return CommunityFactory(open=True, name="Sport")


@pytest.fixture
def member(community):
    return make_member(community)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shelf(community) -> str:
    return f"{community.get_absolute_url()}files/"


def place(file) -> str:
    return f"{shelf(file.community)}{file.public_id}/"


def sent(answer) -> bytes:
    return b"".join(answer)


def on_disk(version) -> bool:
    return (Path(settings.MEDIA_ROOT) / version.file.name).exists()


# --- Adding -------------------------------------------------------------------------------


def test_a_member_adds_a_file_and_anyone_downloads_it(community, member):
    topic, folder = TopicFactory(), make_folder(community)
    data = files.pdf("Codes of conduct")

    answer = signed_in(member).post(
        f"{shelf(community)}add/",
        {
            "chosen": files.upload(data, "code_of conduct.pdf"), "title": "Code of conduct",
            "description": "For clubs.", "topics": [topic.pk], "folder": folder.pk,
        },
    )  # fmt: skip

    file = KeptFile.objects.get()
    assert answer["Location"] == place(file)
    assert (file.title, file.description, file.folder, file.added_by) == (
        "Code of conduct", "For clubs.", folder, member,
    )  # fmt: skip
    assert [*file.topics.all()] == [topic]
    download = Client().get(f"{place(file)}versions/1/code_of conduct.pdf")
    assert sent(download) == data
    assert download["Content-Disposition"].startswith("attachment")
    assert download["Cache-Control"] == "private, no-store"


def test_a_file_without_a_title_is_called_as_its_file_is(community, member):
    signed_in(member).post(f"{shelf(community)}add/", {"chosen": files.upload(files.pdf(), "team_sheet.pdf")})

    assert KeptFile.objects.get().title == "team sheet"


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "is empty"), (b"MZ program", "is not taken"), (b"PK\x03\x04", "could not read")]
)
def test_a_file_that_is_not_taken_is_said_and_the_words_are_kept(community, member, data, said):
    answer = signed_in(member).post(
        f"{shelf(community)}add/", {"chosen": files.upload(data, "x.pdf"), "title": "Team sheet"}
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert b'value="Team sheet"' in answer.content
    assert not KeptFile.objects.exists()


def test_nothing_chosen_is_said(community, member):
    for address in ("add/", f"{make_file(community, member).public_id}/versions/add/"):
        answer = signed_in(member).post(f"{shelf(community)}{address}", {})

        assert answer.status_code == 422
        assert b"Choose a file." in answer.content


def test_pictures_are_not_taken_where_a_community_takes_none(community, member):
    picture = {"title": "Us", "chosen": files.upload(files.picture(), "us.jpg")}
    assert signed_in(member).post(f"{shelf(community)}add/", picture).status_code == 302

    Community.objects.update(allows_images=False)
    picture["chosen"].seek(0)
    answer = signed_in(member).post(f"{shelf(community)}add/", picture)

    assert answer.status_code == 422
    assert b"Pictures are not taken in this community" in answer.content


def test_one_press_keeps_one_file(community, member):
    data, at = files.pdf("once"), timezone.now()

    first = make_file(community, member, data, added_at=at)
    again = make_file(community, member, data)

    assert again == first
    assert FileVersion.objects.count() == 1
    assert on_disk(FileVersion.objects.get())


@pytest.mark.parametrize("who", ["outsider", "muted", "unapproved", "paused", "archived"])
def test_whoever_may_not_write_here_adds_nothing(community, who):
    person = {
        "outsider": UserFactory,
        "muted": lambda: make_member(community, muted=True),
        "unapproved": lambda: make_member(community, user=UserFactory(unapproved=True)),
    }.get(who, lambda: make_member(community))()
    if who in {"paused", "archived"}:
        Community.objects.update(stage=who)
        community.refresh_from_db()

    answer = signed_in(person).post(
        f"{shelf(community)}add/", {"chosen": files.upload(files.pdf()), "title": "Mine"}
    )

    assert answer.status_code == 403
    with pytest.raises(permissions.PermissionDenied):
        make_file(community, person)
    assert not KeptFile.objects.exists()
    assert b"Add a file" not in signed_in(person).get(shelf(community)).content


def test_too_many_uploads_are_told_to_wait(community, member, monkeypatch):
    cache.clear()
    monkeypatch.setattr("files.actions.keeping.RATE", "1/hour")
    make_file(community, member)

    answer = signed_in(member).post(
        f"{shelf(community)}add/", {"chosen": files.upload(files.pdf("two")), "title": "Two"}
    )

    assert answer.status_code in {403, 429}
    assert KeptFile.objects.count() == 1


# --- Versions -----------------------------------------------------------------------------


def test_the_newest_version_is_what_people_get_and_earlier_ones_are_listed(community, member):
    file = make_file(community, member, files.pdf("first"))

    signed_in(member).post(
        f"{place(file)}versions/add/", {"chosen": files.upload(files.pdf("second"), "b.pdf")}
    )

    page = Client().get(place(file)).content.decode()
    assert page.index("versions/2/b.pdf") < page.index("versions/1/minutes.pdf")
    assert sent(Client().get(f"{place(file)}versions/2/b.pdf")) == files.pdf("second")
    assert sent(Client().get(f"{place(file)}versions/1/minutes.pdf")) == files.pdf("first")
    assert "versions/2/b.pdf" in Client().get(shelf(community)).content.decode()


def test_an_earlier_version_is_used_again_and_none_is_lost(community, member):
    file = make_file(community, member)
    make_version(file, member)

    signed_in(member).post(f"{place(file)}use/", {"number": "1"})

    file.refresh_from_db()
    assert file.current.number == 1
    assert file.versions.count() == 2
    assert make_version(file, member).number == 3


def test_the_same_content_again_is_no_version(community, member):
    file = make_file(community, member, files.pdf("same"))

    make_version(file, member, files.pdf("same"))

    assert file.versions.count() == 1


def test_a_version_that_is_withheld_is_not_used_again(community, member):
    file = make_file(community, member)
    make_version(file, member)
    file.versions.filter(number=1).update(state="quarantined")

    for number in ("1", "9"):
        assert signed_in(member).post(f"{place(file)}use/", {"number": number}).status_code == 403

    file.refresh_from_db()
    assert file.current.number == 2


def test_versions_have_an_end(community, member, monkeypatch):
    monkeypatch.setattr("files.actions.keeping.MAX_VERSIONS", 1)
    file = make_file(community, member)

    answer = signed_in(member).post(
        f"{place(file)}versions/add/", {"chosen": files.upload(files.pdf("more"))}
    )

    assert answer.status_code == 403
    assert b"keeps up to 1 versions" in answer.content


@pytest.mark.parametrize(("state", "status"), [("waiting", 404), ("quarantined", 404), ("clean", 200)])
def test_only_what_the_scanner_passed_is_sent(community, member, state, status):
    file = make_file(community, member)
    file.versions.update(state=state)

    assert Client().get(f"{place(file)}versions/1/minutes.pdf").status_code == status
    assert (b"Download" in Client().get(place(file)).content) == (status == 200)


@pytest.mark.parametrize("tail", ["versions/1/other.pdf", "versions/2/minutes.pdf", "versions/1/thumbnail/"])
def test_a_version_answers_to_its_number_and_name_alone(community, member, tail):
    file = make_file(community, member)

    assert Client().get(f"{place(file)}{tail}").status_code == 404
    assert Client().get(f"{place(file)}versions/1/minutes.pdf").status_code == 200


def test_a_picture_is_shown_with_a_small_one_beside_its_facts(community, member):
    file = make_file(community, member, files.picture(), "us.jpg")

    assert Client().get(f"{place(file)}versions/1/thumbnail/")["Content-Type"] == "image/webp"
    assert Client().get(f"{place(file)}versions/1/us.webp")["Content-Disposition"].startswith("inline")


def test_what_is_gone_from_the_disk_is_not_found(community, member):
    file = make_file(community, member, files.picture(), "us.jpg")
    version = file.versions.get()
    version.file.storage.delete(version.file.name)
    version.file.storage.delete(version.thumbnail.name)

    assert Client().get(f"{place(file)}versions/1/us.webp").status_code == 404
    assert Client().get(f"{place(file)}versions/1/thumbnail/").status_code == 404


# --- Changing and deleting ----------------------------------------------------------------


def test_whoever_added_a_file_renames_and_moves_it(community, member):
    file, folder, topic = make_file(community, member), make_folder(community), TopicFactory()

    signed_in(member).post(
        f"{place(file)}edit/",
        {"title": "Notes", "description": "Of May", "folder": folder.pk, "topics": [topic.pk]},
    )

    file.refresh_from_db()
    assert (file.title, file.description, file.folder, [*file.topics.all()]) == (
        "Notes",
        "Of May",
        folder,
        [topic],
    )


def test_a_title_is_needed_and_what_was_typed_stays(community, member):
    file = make_file(community, member)

    answer = signed_in(member).post(f"{place(file)}edit/", {"title": " ", "description": "Of May"})

    assert answer.status_code == 422
    assert b"Of May" in answer.content


def test_a_folder_of_another_community_is_no_choice(community, member):
    file, elsewhere = make_file(community, member), make_folder(CommunityFactory())

    answer = signed_in(member).post(f"{place(file)}edit/", {"title": "Notes", "folder": elsewhere.pk})

    assert answer.status_code == 422


@pytest.mark.parametrize("tail", ["edit/", "versions/add/", "use/"])
def test_another_member_changes_nothing_and_a_lead_may(community, member, tail):
    file = make_file(community, member)
    data = {"title": "Taken over", "chosen": files.upload(files.pdf("other")), "number": "1"}

    refused = signed_in(make_member(community)).post(f"{place(file)}{tail}", data)
    data["chosen"].seek(0)
    taken = signed_in(lead_of(community)).post(f"{place(file)}{tail}", data)

    assert refused.status_code == 403
    assert taken.status_code == 302


def test_a_rule_is_asked_again_under_the_lock(community, member):
    file, at = make_file(community, member), timezone.now()
    other = make_member(community)

    with pytest.raises(permissions.CannotChange):
        actions.edit_file(file=file, editor=other, title="Mine", description="", topics=[], folder=None)
    with pytest.raises(permissions.CannotChange):
        actions.choose_version(file=file, number=1, chooser=other, chosen_at=at)
    with pytest.raises(permissions.CannotChange):
        make_version(file, other)
    with pytest.raises(permissions.CannotChange):
        actions.delete_file(file=file, by=other, deleted_at=at)
    with pytest.raises(permissions.CannotModerate):
        actions.restore_file(file=file, lead=member, restored_at=at)


def test_deleting_asks_first_and_takes_every_version_from_the_disk(
    community, member, django_capture_on_commit_callbacks
):
    file = make_file(community, member)
    make_version(file, member)
    versions = [*file.versions.all()]
    client = signed_in(member)
    assert b"Delete" in client.get(f"{place(file)}delete/").content
    assert KeptFile.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{place(file)}delete/")

    assert answer["Location"] == shelf(community)
    assert not KeptFile.objects.exists()
    assert not any(on_disk(version) for version in versions)
    assert not Decision.objects.exists()


def test_a_community_that_goes_takes_its_folders_and_files_along(community, member):
    folder = make_folder(community, member)
    make_file(community, member, folder=make_folder(community, member, "Below", folder))

    community.delete()

    assert not KeptFile.objects.exists()


def test_a_lead_deletes_with_a_reason_that_reaches_whoever_added_it(community, member):
    file, lead = make_file(community, member), lead_of(community)
    client = signed_in(lead)

    assert client.post(f"{place(file)}delete/", {"note": ""}).status_code == 422
    assert KeptFile.objects.exists()
    client.post(f"{place(file)}delete/", {"note": "It is out of date."})

    decision = Decision.objects.get()
    assert (decision.kind, decision.about, decision.reason) == ("file-deleted", member, "It is out of date.")
    assert not KeptFile.objects.exists()


def test_somebody_who_left_still_takes_their_own_file_back(community, member):
    file = make_file(community, member)
    member.memberships.update(state="ended")

    assert signed_in(member).get(f"{place(file)}edit/").status_code == 403
    assert signed_in(member).post(f"{place(file)}delete/").status_code == 302


def test_another_member_does_not_delete(community, member):
    file = make_file(community, member)

    assert signed_in(make_member(community)).post(f"{place(file)}delete/").status_code == 403
    assert KeptFile.objects.exists()


# --- Out of sight -------------------------------------------------------------------------


def test_a_lead_hides_with_a_reason_and_brings_back(community, member):
    file, lead = make_file(community, member), lead_of(community)
    client = signed_in(lead)

    assert client.post(f"{place(file)}hide/", {"note": ""}).status_code == 422
    client.post(f"{place(file)}hide/", {"note": "It names a child."})

    assert Client().get(place(file)).status_code == 404
    assert b"It names a child." in signed_in(member).get(place(file)).content
    assert b"It names a child." in client.get(place(file)).content
    decision = Decision.objects.get()
    assert (decision.kind, decision.about, decision.reason) == ("file-hidden", member, "It names a child.")

    client.post(f"{place(file)}restore/")

    assert Client().get(place(file)).status_code == 200


@pytest.mark.parametrize("tail", ["hide/", "restore/", "pin/"])
def test_only_leads_hide_restore_and_pin(community, member, tail):
    file = make_file(community, member)

    answer = signed_in(member).post(f"{place(file)}{tail}", {"note": "No."})

    assert answer.status_code == 403
    assert Client().get(place(file)).status_code == 200


def test_a_hidden_file_stays_as_it_is(community, member):
    file = make_file(community, member)
    hide(file, lead_of(community))

    assert signed_in(member).get(f"{place(file)}edit/").status_code == 403
    assert signed_in(member).get(f"{place(file)}versions/1/minutes.pdf").status_code == 200


def test_hiding_can_be_taken_back_from_the_log(community, member):
    file, lead = make_file(community, member), lead_of(community)
    hide(file, lead)
    decision = Decision.objects.get()

    signed_in(lead).post(reverse("communities:decision-undo", args=[community.slug, decision.pk]))

    assert Client().get(place(file)).status_code == 200


def test_a_lead_of_a_private_community_needs_a_second_step_for_what_is_hidden(settings):
    community = CommunityFactory(private=True)
    file, lead = make_file(community), lead_of(community)
    hide(file, lead)
    assert signed_in(lead).get(place(file)).status_code == 200

    settings.REQUIRE_SECOND_STEP = True

    assert signed_in(lead).get(place(file)).status_code == 404
    assert b"Minutes of the meeting" not in signed_in(lead).get(shelf(community)).content


@pytest.mark.parametrize(
    ("tail", "data"), [("hide/", {"note": "x"}), ("restore/", {}), ("pin/", {}), ("delete/", {"note": "x"})]
)
def test_a_lead_of_a_private_community_moderates_with_a_second_step_alone(settings, tail, data):
    community = CommunityFactory(private=True)
    file, lead = make_file(community), lead_of(community)
    settings.REQUIRE_SECOND_STEP = True

    answer = signed_in(lead).post(f"{place(file)}{tail}", data)

    assert answer.status_code == 302
    assert "/account/2fa/" in answer["Location"]
    file.refresh_from_db()
    assert not file.is_hidden


# --- Lists --------------------------------------------------------------------------------


def titles(client, address) -> list[str]:
    return [file.title for file in client.get(address).context["page_obj"]]


def test_files_are_searched_sorted_and_kept_to_a_topic(community, member):
    topic, folder = TopicFactory(), make_folder(community, member)
    make_file(community, member, title="beta form", description="for clubs")
    make_file(community, member, title="Alpha", topics=[topic], folder=folder)
    make_file(community, member, title="Gamma")
    client = Client()

    assert titles(client, shelf(community)) == ["Gamma", "beta form"]
    assert titles(client, f"{shelf(community)}?sort=name") == ["beta form", "Gamma"]
    assert titles(client, f"{shelf(community)}?q=CLUBS form") == ["beta form"]
    assert titles(client, f"{shelf(community)}?q=alpha") == ["Alpha"]
    assert titles(client, f"{shelf(community)}?topic={topic.slug}") == ["Alpha"]
    assert titles(client, folder.get_absolute_url()) == ["Alpha"]


@pytest.mark.parametrize("query", ["?sort=size", "?topic=no-such", "?topic=%00", "?page=9"])
def test_an_address_that_asks_for_nothing_we_have_is_not_found(community, query):
    assert Client().get(f"{shelf(community)}{query}").status_code == 404


@pytest.mark.parametrize("query", ["?q=%00", "?q=" + "x" * 500])
def test_odd_searches_are_answered(community, query):
    assert Client().get(f"{shelf(community)}{query}").status_code == 200


def test_a_list_asks_the_same_number_of_queries_however_long_it_is(
    community, member, django_assert_num_queries, django_assert_max_num_queries
):
    folder = make_folder(community, member)
    client = signed_in(member)

    def add(count: int) -> None:
        for _ in range(count):
            make_file(community, make_member(community), topics=[TopicFactory()], folder=folder)

    add(1)
    client.get(folder.get_absolute_url())  # what is asked once a minute
    with django_assert_max_num_queries(40) as short:
        client.get(folder.get_absolute_url())
    add(4)

    with django_assert_num_queries(len(short)):
        client.get(folder.get_absolute_url())


@pytest.mark.parametrize("where", ["shelf", "folder", "file"])
def test_public_pages_are_kept_until_something_changes(community, member, where):
    folder = make_folder(community, member)
    file = make_file(community, member, folder=folder)
    address = {"shelf": shelf(community), "folder": folder.get_absolute_url(), "file": place(file)}[where]
    counter = f"community.{community.pk}"

    assert counter in Client().get(address)["X-Hub-Public"].split()
    assert "X-Hub-Public" not in signed_in(member).get(address)

    def value() -> int:
        return PublicCounter.objects.get(name=counter).value

    lead, seen = lead_of(community), value()
    for change in (
        lambda: make_version(file, member),
        lambda: actions.choose_version(file=file, number=1, chooser=member, chosen_at=timezone.now()),
        lambda: hide(file, lead),
        lambda: actions.restore_file(file=file, lead=lead, restored_at=timezone.now()),
        lambda: actions.pin_file(file=file, lead=lead, pinned_at=timezone.now()),
        lambda: actions.rename_folder(folder=folder, by=member, name="Other"),
        lambda: actions.delete_file(file=file, by=member, deleted_at=timezone.now()),
    ):
        change()
        assert value() > seen
        seen = value()


def test_a_lead_does_not_bring_back_their_own_file_that_another_lead_hid(community):
    file = make_file(community)
    lead, author = lead_of(file.community), file.added_by
    file.community.memberships.filter(user=author).update(role="lead")
    hide(file, lead)

    with pytest.raises(permissions.CannotModerate, match="somebody else decides"):
        actions.restore_file(file=file, lead=author, restored_at=timezone.now())
    actions.restore_file(file=file, lead=lead, restored_at=timezone.now())
