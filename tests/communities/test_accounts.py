"""Signing up, in and out: one door, which tells nobody who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from communities.models import AccessChange, User
from tests.communities.factories import PASSWORD, CommunityFactory, UserFactory

pytestmark = pytest.mark.django_db

LOGIN, SIGNUP = "/account/login/", "/account/signup/"
ANSWERS = {
    "name": "Asha Patel",
    "email": "asha@example.org",
    "password1": "copper kettle song",
    "is_adult": "on",
}

HOSTILE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:///evil.example",
    "http:\\\\evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://evil.example",
    "https://testserver@evil.example/",
    "https://testserver:pass@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example#testserver",
    "https://evil.example?testserver",
    "https://evil.example\\@testserver",
    "//evil.example\\@testserver",
    "//testserver@evil.example",
    " https://evil.example",
    "\thttps://evil.example",
    "\nhttps://evil.example",
    "\x00https://evil.example",
    "https://testserver:8443/",
    "https://localhost/",
    "http://127.0.0.1/",
    "https://[::1]/",
    "https://evil。example",
    "https://ev%69l.example",
    "%2F%2Fevil.example/../..//evil.example",
    "http://0x7f.1/",
]


def code_in(mail) -> str:
    """Give the code that stands alone on a line of the letter."""
    return re.search(r"^    (\S+)$", mail.body, re.MULTILINE).group(1)


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password, **extra})


# --- Signing up ---------------------------------------------------------------------------


def test_signing_up_proves_the_address_and_leads_to_the_waiting_page(client, mailoutbox):
    client.post(SIGNUP, ANSWERS)
    response = client.post("/account/confirm-email/", {"code": code_in(mailoutbox[0])}, follow=True)

    user = User.objects.get(email="asha@example.org")
    assert response.redirect_chain[-1][0] == reverse("communities:waiting")
    assert "waiting for approval" in response.content.decode()
    assert (user.name, user.is_approved, user.is_staff) == ("Asha Patel", False, False)
    assert User.objects.waiting_for_approval().get() == user


def test_nobody_waits_for_approval_before_the_address_is_proven(client):
    client.post(SIGNUP, ANSWERS)

    assert User.objects.filter(email="asha@example.org").exists()
    assert not User.objects.waiting_for_approval().exists()


def test_signing_up_is_for_adults(client):
    response = client.post(SIGNUP, {**ANSWERS, "is_adult": ""})

    assert "The network is for adults" in response.content.decode()
    assert not User.objects.exists()


def test_a_machine_that_fills_every_field_makes_no_account(client, mailoutbox):
    client.post(SIGNUP, {**ANSWERS, "website": "https://spam.example"})

    assert not User.objects.exists()
    assert mailoutbox == []


def test_the_trap_is_hidden_without_a_style_attribute(client):
    page = client.get(SIGNUP).content.decode()

    assert 'name="website"' in page
    assert "style=" not in page


def test_nobody_sets_what_signing_up_does_not_offer(client):
    extra = {field.name: "1" for field in User._meta.fields if field.name not in ANSWERS}

    client.post(SIGNUP, {**extra, "approved_at": "2020-01-01", "organisation": "", **ANSWERS})

    user = User.objects.get(email="asha@example.org")
    assert [user.is_superuser, user.is_staff, user.is_approved] == [False, False, False]
    assert user.is_waiting
    assert user.card_version == 0


def test_a_hostile_name_is_plain_text_everywhere(client):
    client.force_login(UserFactory(name="<script>alert(1)</script>"))

    page = client.get(reverse("communities:person-list")).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


# --- Nobody learns who has an account -----------------------------------------------------


def test_signing_up_with_a_taken_address_looks_the_same(client, mailoutbox):
    UserFactory(email="asha@example.org")

    taken = client.post(SIGNUP, ANSWERS, follow=True)
    client.cookies.clear()
    free = client.post(SIGNUP, {**ANSWERS, "email": "free@example.org"}, follow=True)

    assert _page(taken, "asha@example.org") == _page(free, "free@example.org")
    assert "You have an account" in mailoutbox[0].subject
    assert User.objects.filter(email__startswith="asha").count() == 1


def test_asking_for_a_new_password_looks_the_same(client, mailoutbox):
    UserFactory(email="known@example.org")
    pages = []

    for email in ("known@example.org", "unknown@example.org"):
        pages.append(_page(client.post("/account/password/reset/", {"email": email}, follow=True), email))

    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [["known@example.org"], ["unknown@example.org"]]


def test_a_wrong_password_and_an_unknown_address_look_the_same(client):
    UserFactory(email="known@example.org")
    UserFactory(email="gone@example.org", suspended=True)

    addresses = ["known@example.org", "unknown@example.org", "gone@example.org"]

    pages = {_page(sign_in(client, email, "wrong"), email) for email in addresses}

    assert len(pages) == 1


def _page(response, email: str) -> str:
    token = str((response.context or {}).get("csrf_token", ""))
    return response.content.decode().replace(email, "X").replace(token, "T")


# --- Signing in and out -------------------------------------------------------------------


def test_a_suspended_person_is_told_kindly_after_proving_the_password(client):
    UserFactory(email="gone@example.org", suspended=True)

    response = sign_in(client, "gone@example.org")

    assert response.headers["Location"] == "/account/inactive/"
    assert "Your account is suspended" in client.get("/account/inactive/").content.decode()
    assert "_auth_user_id" not in client.session


def test_a_session_ends_with_the_account(client):
    user = UserFactory()
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.get(reverse("communities:profile-edit")).status_code == 302


def test_after_signing_in_one_lands_back_on_the_page(client):
    user, community = UserFactory(), CommunityFactory()
    wanted = reverse("communities:membership-join", args=[community.slug])

    door = client.get(wanted)
    response = client.post(
        door.headers["Location"], {"login": user.email, "password": PASSWORD, "next": wanted}
    )

    assert door.headers["Location"] == f"{LOGIN}?next={wanted}"
    assert response.headers["Location"] == wanted


@pytest.mark.parametrize("target", HOSTILE)
def test_redirects_stay_home(client, target):
    user = UserFactory()

    response = sign_in(client, user.email, next=target)
    signed_in = client.get(LOGIN, {"next": target})
    out = client.post("/account/logout/", {"next": target})

    for answer in (response, signed_in, out):
        location = answer.headers["Location"]
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
        assert "evil" not in location.partition("?")[0]


def test_the_session_key_changes_at_sign_in(client):
    user = UserFactory()
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key

    sign_in(client, user.email)

    assert client.session.session_key != planted


def test_a_link_does_not_sign_anybody_out(client):
    client.force_login(UserFactory())

    client.get("/account/logout/")

    assert "_auth_user_id" in client.session


def test_signing_out_has_open_sockets_asked_again(client):
    user = UserFactory()
    client.force_login(user)

    client.post("/account/logout/")

    assert AccessChange.objects.filter(user=user).exists()


def test_a_new_password_has_open_sockets_asked_again(client, mailoutbox):
    user = UserFactory()
    sign_in(client, user.email)

    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"},
    )

    user.refresh_from_db()
    assert user.check_password("another long one")
    assert AccessChange.objects.filter(user=user).exists()
    assert mailoutbox[-1].subject == "Your password was changed"


def test_a_reset_link_works_once(client, mailoutbox):
    user = UserFactory()
    client.post("/account/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mailoutbox[0].body).group(1)
    form = client.get(link, follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": "copper kettle song", "password2": "copper kettle song"})

    user.refresh_from_db()
    assert user.check_password("copper kettle song")
    client.cookies.clear()
    assert "does not work any more" in client.get(link, follow=True).content.decode()


def test_changing_the_address_needs_a_code_from_the_new_one(client, mailoutbox):
    user = UserFactory()
    sign_in(client, user.email)

    client.post("/account/email/", {"action_add": "", "email": "new@example.org"}, follow=True)
    # Asked to show that it is still oneself; then the press goes on where it was.
    client.post("/account/reauthenticate/?next=/account/email/", {"password": PASSWORD}, follow=True)
    user.refresh_from_db()
    before = user.email
    client.post("/account/confirm-email/", {"code": code_in(mailoutbox[0])})

    user.refresh_from_db()
    assert before != "new@example.org"
    assert user.email == "new@example.org"
    assert EmailAddress.objects.get(user=user).verified


def test_guessing_passwords_is_slowed_down(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    user = UserFactory()

    pages = [sign_in(client, user.email, "wrong").content.decode() for _ in range(4)]
    right = sign_in(client, user.email)

    assert "too many attempts" in pages[-1]
    assert right.status_code == 200
    assert "_auth_user_id" not in client.session


def test_rate_limits_are_on_where_people_come_in():
    from hub.settings import base

    assert not hasattr(base, "ACCOUNT_RATE_LIMITS")  # allauth's own limits stand


def test_when_the_post_is_away_the_page_says_so(client, monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend

    def fail(self, messages):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", fail)

    response = client.post("/account/password/reset/", {"email": UserFactory().email}, follow=True)

    assert response.status_code == 200
    assert "We could not send the e-mail just now" in response.content.decode()


def test_a_visitor_without_a_session_is_nobody_and_gets_no_cookie(client):
    response = client.get(reverse("communities:community-list"))

    assert isinstance(response.wsgi_request.user, AnonymousUser)
    assert not response.cookies
