"""Who sees what was reported: every role at every surface that shows it, by marker words."""

import pytest
from django.test import Client
from django.urls import reverse

from care.models import Case, Category
from communities.models import User
from tests.care.reports import report
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db

PRIVACY = ["open", "members", "private", "confidential"]
ROLES = [
    "anonymous",
    "outsider",
    "author",
    "reporter",
    "member",
    "lead",
    "lead-elsewhere",
    "staff",
    "former-member",
    "suspended",
]


@pytest.fixture
def world(settings, request):
    settings.REQUIRE_SECOND_STEP = False
    community = CommunityFactory(**{request.param: True})
    lead = lead_of(community)
    post = make_reply(make_thread(community))
    reporter = MembershipFactory(community=community, user__name="MARKREPORTER").user
    case = report(post, reporter, Category.ABUSE, words="MARKREPORT")
    people = {
        "outsider": UserFactory(),
        "author": post.author,
        "reporter": reporter,
        "member": make_member(community),
        "lead": lead,
        "lead-elsewhere": lead_of(CommunityFactory()),
        "staff": UserFactory(staff=True),
        "former-member": MembershipFactory(community=community, ended=True).user,
        "suspended": MembershipFactory(community=community, user=UserFactory(suspended=True)).user,
    }
    return case, post, people


def answers(case: Case, post, person: User | None) -> dict[str, str]:
    client = Client()
    if person:
        client.force_login(person)
    home = case.community.get_absolute_url()
    thread = post.thread.get_absolute_url()
    addresses = [
        "/",
        "/decisions/",
        "/report/yours/",
        f"/report/post/{post.pk}/",
        thread,
        f"{home}threads/{post.thread_id}/posts/{post.number}/",
        f"{home}threads/{post.thread_id}/changes/?after=0",
        f"{home}look-after/",
        f"{home}look-after/log/",
        reverse("reports-waiting"),
        reverse("report-read", args=[case.pk]),
        reverse("wagtailadmin_home"),
    ]
    found = {}
    for address in addresses:
        response = client.get(address, follow=True)
        assert response.status_code < 500, address
        found[address] = b"".join(response).decode()
    return found


@pytest.mark.parametrize("world", PRIVACY, indirect=True)
@pytest.mark.parametrize("role", ROLES)
def test_only_who_decides_reads_what_was_said_about_a_thing(world, role):
    case, post, people = world

    pages = answers(case, post, people.get(role))

    seen = {address for address, page in pages.items() if "MARKREPORT" in page.replace("MARKREPORTER", "")}
    named = {address for address, page in pages.items() if "MARKREPORTER" in page}
    assert seen == ({f"{case.community.get_absolute_url()}look-after/"} if role == "lead" else set())
    if role not in {"lead", "reporter"}:  # who reads their own name in the page's frame
        assert named == set()


@pytest.mark.parametrize("world", PRIVACY, indirect=True)
@pytest.mark.parametrize("role", [role for role in ROLES if role != "lead"])
def test_nobody_else_decides_by_any_door(world, role):
    case, _, people = world
    client = Client()
    if role in people:
        client.force_login(people[role])
    note = {f"report-{case.pk}-note": "No.", f"case-{case.pk}-note": "No.", "note": "No."}

    for act in ("hide", "keep", "warn", "pause", "office", "restrict"):
        client.post(reverse("care:case-decide", args=[case.community.slug, case.pk]), note | {"act": act})
        client.post(reverse("report-decide", args=[case.pk]), note | {"act": act})
    client.post(reverse("report-read", args=[case.pk]), note)

    assert Case.objects.get().state == Case.State.RECEIVED
