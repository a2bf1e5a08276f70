"""Setting up a second step, and signing in with it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.urls import reverse

from tests.communities.factories import PASSWORD, CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import make_reply, make_thread

pytestmark = pytest.mark.django_db

ACTIVATE = "/account/2fa/totp/activate/"


def code_for(secret: str) -> str:
    """Give the code an app with this secret shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(client, user, **extra):
    return client.post("/account/login/", {"login": user.email, "password": PASSWORD, **extra})


@pytest.fixture
def staff(client):
    """Somebody who signed in, showed again that it is them, and set up an app; with its secret."""
    user = UserFactory(staff=True)
    sign_in(client, user)
    client.post(f"/account/reauthenticate/?next={ACTIVATE}", {"password": PASSWORD})
    page = client.get(ACTIVATE)
    user.secret = re.search(r"<code>(\w+)</code>", page.content.decode()).group(1)
    client.post(ACTIVATE, {"code": code_for(user.secret)})
    return user


def test_setting_up_an_app_gives_recovery_codes(client, staff, mailoutbox):
    page = client.get("/account/2fa/recovery-codes/").content.decode()

    assert set(Authenticator.objects.filter(user=staff).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }
    assert page.count("<li><code>") == 10
    assert "style=" not in page


def test_signing_in_then_takes_a_second_step_and_opens_the_cms(client, staff, settings):
    settings.REQUIRE_SECOND_STEP = True
    cache.clear()  # a code is good once, and this one was used to set the app up
    client.post("/account/logout/")
    step = sign_in(client, staff, next="/cms/")

    assert step.headers["Location"] == "/account/2fa/authenticate/"
    assert "Your second step" in client.get(step.headers["Location"]).content.decode()
    assert "_auth_user_id" not in client.session
    done = client.post(step.headers["Location"], {"code": code_for(staff.secret)})
    assert done.headers["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_wrong_code_is_refused_in_plain_words(client, staff):
    client.post("/account/logout/")
    sign_in(client, staff)

    page = client.post("/account/2fa/authenticate/", {"code": "000000"}).content.decode()

    assert "That code is not right" in page
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(client, staff):
    code = Authenticator.objects.get(user=staff, type="recovery_codes").wrap().get_unused_codes()[0]
    results = []

    for _ in range(2):
        client.post("/account/logout/")
        sign_in(client, staff)
        client.post("/account/2fa/authenticate/", {"code": code})
        results.append("_auth_user_id" in client.session)

    assert results == [True, False]


# --- Looking after a room that is not public ----------------------------------------------


def url(name, *args):
    return reverse(f"communities:{name}", args=args)


def take_second_step(client, user):
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time(), "type": "totp"}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


@pytest.mark.parametrize("level", ["private", "confidential"])
def test_looking_after_a_private_room_takes_a_second_step(client, settings, level):
    settings.REQUIRE_SECOND_STEP = True
    lead = MembershipFactory(lead=True, community=CommunityFactory(**{level: True}))
    client.force_login(lead.user)
    address = url("look-after", lead.community.slug)

    without = client.get(address)
    take_second_step(client, lead.user)

    assert without.headers["Location"] == f"/account/2fa/?next={address}"
    assert client.get(address).status_code == 200


def test_a_lead_with_an_app_is_asked_for_its_code(client, staff, settings):
    settings.REQUIRE_SECOND_STEP = True
    lead = MembershipFactory(lead=True, community=CommunityFactory(private=True), user=staff)
    address = url("look-after", lead.community.slug)
    cache.clear()  # a code is good once, and this one was used to set the app up

    step = client.get(address)
    done = client.post(step.headers["Location"], {"code": code_for(staff.secret)})

    assert step.headers["Location"] == f"/account/2fa/reauthenticate/?next={address}"
    assert done.headers["Location"] == address
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("act", ["request-approve", "request-decline", "member-change-role", "member-end"])
def test_no_act_of_a_lead_in_a_private_room_goes_round_the_second_step(client, settings, act):
    settings.REQUIRE_SECOND_STEP = True
    lead = MembershipFactory(lead=True, community=CommunityFactory(private=True))
    state = {"asked": True} if act.startswith("request") else {}
    other = MembershipFactory(community=lead.community, **state)
    client.force_login(lead.user)

    response = client.post(url(act, lead.community.slug, other.pk), {"note": "A reason."})

    back = url("look-after", lead.community.slug)
    assert response.headers["Location"] == f"/account/2fa/?next={back}"
    before = (other.state, other.role)
    other.refresh_from_db()
    assert (other.state, other.role) == before


def moderated(level):
    """Give a Lead and the addresses at which they would moderate a Thread of their Community."""
    lead = MembershipFactory(lead=True, community=CommunityFactory(**{level: True}))
    thread = make_thread(lead.community)
    below = f"/communities/{lead.community.slug}/threads/{thread.pk}"
    return lead, thread, below


@pytest.mark.parametrize(
    "act", ["posts/1/hide", "posts/1/restore", "lock", "pin", "manage", "summary", "move", "split", "merge"]
)
def test_a_lead_does_not_moderate_a_private_room_without_a_second_step(client, settings, act):
    settings.REQUIRE_SECOND_STEP = True
    lead, thread, below = moderated("private")
    client.force_login(lead.user)

    without = client.post(f"{below}/{act}/", {"reason": "A name.", "locked": "yes", "pinned": "yes"})
    thread.refresh_from_db()

    assert without.headers["Location"].startswith("/account/2fa/?next=/communities/")
    assert thread.last_change == 1


@pytest.mark.parametrize("act", ["move", "split", "merge"])
def test_a_lead_takes_a_second_step_to_bring_words_into_a_private_room(client, settings, act):
    settings.REQUIRE_SECOND_STEP = True
    lead, thread, below = moderated("open")
    make_reply(thread)
    room = MembershipFactory(lead=True, user=lead.user, community=CommunityFactory(private=True)).community
    there = make_thread(room)
    words = {"to": room.pk, "posts": "2", "where": "existing", "address": there.get_absolute_url()}
    client.force_login(lead.user)

    without = client.post(f"{below}/{act}/", words)
    take_second_step(client, lead.user)
    done = client.post(f"{below}/{act}/", words)

    assert without.headers["Location"] == f"/account/2fa/?next={below}/{act}/"
    assert done.headers["Location"].startswith(room.get_absolute_url())


def test_with_a_second_step_a_lead_moderates_a_private_room(client, settings):
    settings.REQUIRE_SECOND_STEP = True
    lead, thread, below = moderated("private")
    client.force_login(lead.user)
    take_second_step(client, lead.user)

    client.post(f"{below}/posts/1/hide/", {"reason": "A name."})

    assert thread.posts.get().is_hidden


@pytest.mark.parametrize("act", ["posts/1/hide", "posts/1/restore", "lock", "pin"])
def test_a_member_who_may_not_moderate_is_refused_and_not_led_to_a_second_step(client, settings, act):
    settings.REQUIRE_SECOND_STEP = True
    lead, _, below = moderated("private")
    client.force_login(MembershipFactory(community=lead.community).user)

    response = client.post(f"{below}/{act}/", {"reason": "A name.", "locked": "yes", "pinned": "yes"})

    assert response.status_code == 403


def test_the_page_of_a_post_says_that_a_second_step_is_owed_before_anything_is_typed(client, settings):
    settings.REQUIRE_SECOND_STEP = True
    lead, _, below = moderated("confidential")
    client.force_login(lead.user)

    page = client.get(f"{below}/posts/1/").content.decode()

    assert f"/account/2fa/?next={below}/posts/1/" in page
    assert "Hide this post" not in page


def test_moderating_a_public_room_takes_no_second_step(client, settings):
    settings.REQUIRE_SECOND_STEP = True
    lead, thread, below = moderated("open")
    client.force_login(lead.user)

    client.post(f"{below}/lock/", {"locked": "yes"})
    thread.refresh_from_db()

    assert thread.is_locked


@pytest.mark.parametrize("level", ["open", "members"])
def test_looking_after_a_public_room_takes_no_second_step(client, settings, level):
    settings.REQUIRE_SECOND_STEP = True
    lead = MembershipFactory(lead=True, community=CommunityFactory(**{level: True}))
    client.force_login(lead.user)

    assert client.get(url("look-after", lead.community.slug)).status_code == 200


def test_looking_after_takes_no_second_step_where_the_setting_is_off(client):
    lead = MembershipFactory(lead=True, community=CommunityFactory(private=True))
    client.force_login(lead.user)

    assert client.get(url("look-after", lead.community.slug)).status_code == 200


def test_a_member_is_not_led_to_a_second_step_that_would_not_help(client, settings):
    settings.REQUIRE_SECOND_STEP = True
    member = MembershipFactory(community=CommunityFactory(private=True))
    client.force_login(member.user)

    assert client.get(url("look-after", member.community.slug)).status_code == 403


# --- Passkeys: what the browser's part is, tests/browser/test_passkeys.py proves -----------


def make_passkey(user, name="My phone"):
    """Give somebody a passkey that no browser holds: enough for every page that shows one."""
    return Authenticator.objects.create(
        user=user, type="webauthn", data={"name": name, "credential": {"type": "public-key"}}
    )


@pytest.fixture
def at_home(client):
    """Somebody who signed in and showed again that it is them."""
    user = UserFactory()
    sign_in(client, user)
    client.post("/account/reauthenticate/?next=/", {"password": PASSWORD})
    return user


def test_a_passkey_is_renamed_by_its_owner(client, at_home):
    passkey = make_passkey(at_home)

    client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/edit/", {"name": "The blue key"})

    passkey.refresh_from_db()
    assert passkey.wrap().name == "The blue key"
    assert "The blue key" in client.get("/account/2fa/").text


@pytest.mark.parametrize(("name", "said"), [("", "Give it a name"), ("x" * 61, "60")])
def test_a_passkey_keeps_its_name_when_the_new_one_is_none(client, at_home, name, said):
    passkey = make_passkey(at_home)

    page = client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/edit/", {"name": name})

    passkey.refresh_from_db()
    assert passkey.wrap().name == "My phone"
    assert said in page.text


@pytest.mark.parametrize("what", ["edit", "remove"])
def test_nobody_touches_the_passkey_of_somebody_else(client, at_home, what):
    passkey = make_passkey(UserFactory())

    answer = client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/{what}/", {"name": "Mine now"})

    assert answer.status_code == 404
    assert Authenticator.objects.get(pk=passkey.pk).wrap().name == "My phone"


def test_removing_a_passkey_is_told_by_letter(client, at_home, mailoutbox):
    passkey = make_passkey(at_home)

    client.post(f"/account/2fa/webauthn/keys/{passkey.pk}/remove/")

    assert not Authenticator.objects.filter(pk=passkey.pk).exists()
    assert mailoutbox[-1].subject == "A passkey was removed from your account"


def test_adding_a_passkey_asks_first_who_is_there(client):
    user = UserFactory()
    client.force_login(user)

    answer = client.get("/account/2fa/webauthn/add/")

    assert answer.headers["Location"].startswith("/account/reauthenticate/")


MALFORMED = [
    "",
    "{}",
    "[]",
    "null",
    "5",
    "\0",
    '{"id": "x"}',
    '{"rawId": 5, "response": []}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {}}',
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": '
    '{"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA"}}',
]


@pytest.mark.parametrize("credential", MALFORMED)
def test_what_no_key_said_adds_no_passkey(client, at_home, credential):
    client.get("/account/2fa/webauthn/add/")

    answer = client.post("/account/2fa/webauthn/add/", {"name": "Mine", "credential": credential})

    assert answer.status_code == 200
    assert not Authenticator.objects.filter(user=at_home).exists()


@pytest.mark.parametrize("credential", MALFORMED)
def test_what_no_key_said_signs_nobody_in(client, staff, credential):
    client.post("/account/logout/")
    sign_in(client, staff)

    answer = client.post("/account/2fa/authenticate/", {"credential": credential})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_who_has_only_a_passkey_is_asked_for_it_to_look_after_a_private_room(client, settings):
    settings.REQUIRE_SECOND_STEP = True
    lead = MembershipFactory(lead=True, community=CommunityFactory(private=True))
    make_passkey(lead.user)
    client.force_login(lead.user)

    answer = client.get(url("look-after", lead.community.slug))

    assert answer.headers["Location"].startswith("/account/2fa/webauthn/reauthenticate/?next=")
