"""Opening, pausing and archiving Communities, and what follows from a change to their settings."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from communities import permissions, tasks
from communities.access import record_access_change
from communities.actions.decisions import record
from communities.actions.memberships import enter
from communities.models import (
    Community,
    CommunityProposal,
    FormerSlug,
    Membership,
    Organisation,
    User,
)
from communities.public import bump, bump_pages_that_show

Privacy, Stage = Community.Privacy, Community.Stage

#: What the log calls a change to each stage.
STAGE_KINDS = {
    Stage.ACTIVE: "community-reopened",
    Stage.PAUSED: "community-paused",
    Stage.ARCHIVED: "community-archived",
}


@transaction.atomic
def settle_community(*, community: Community, former_slug: str = "", former_privacy: str = "") -> None:
    """Draw the consequences of saved settings: old links, cached pages, open sockets and groups obey at once.

    `former_slug` and `former_privacy` are what stood before; empty for a new Community.
    """
    if former_slug and former_slug != community.slug:
        FormerSlug.objects.get_or_create(slug=former_slug, defaults={"community": community})
    # An address in use leads to the Community that uses it, not to one that had it once.
    FormerSlug.objects.filter(slug=community.slug).delete()
    if former_privacy:
        # Whichever way it changed: fewer may read it, or more may hear who is reading.
        record_access_change(community=community)
        _narrow_groups(community)
    bump("communities", f"community.{community.pk}")


def _narrow_groups(community: Community) -> None:
    """A group is never wider than its Community: what became narrower takes its groups along."""
    for group in community.groups.all():
        owes_rule = community.is_chatham_house and not group.is_chatham_house
        if not (group.is_wider_than(community) or owes_rule):
            continue
        former = group.privacy
        make_as_narrow(group, community)
        group.save()
        settle_community(community=group, former_slug=group.slug, former_privacy=former)


def make_as_narrow(group: Community, community: Community) -> None:
    """Give a group that is wider its Community's level, and what that level cannot be without."""
    if group.is_wider_than(community):
        group.privacy = community.privacy
    if not group.is_public:
        group.joining = Community.Joining.INVITATION
    if group.is_confidential or community.is_chatham_house:
        group.is_chatham_house, group.shows_readers = True, False


# --- Opening ------------------------------------------------------------------------------


@transaction.atomic
def propose_community(
    *, person: User, name: str, purpose: str, privacy: str, why: str, proposed_at: datetime
) -> CommunityProposal:
    """Ask the network's office for a Community. Raises CannotTakePart and CannotPropose."""
    permissions.check_can_propose(person)
    proposal = CommunityProposal.objects.create(
        proposed_by=person, name=name, purpose=purpose, privacy=privacy, why=why, proposed_at=proposed_at
    )
    tasks.write_about_proposal_made.enqueue(proposal.pk)
    return proposal


@transaction.atomic
def open_proposal(*, proposal: CommunityProposal, staff: User, opened_at: datetime) -> Community:
    """Make the Community that somebody proposed, with them as its first Lead, and write to them.

    Raises CannotDecide.
    """
    proposal = _locked_proposal(proposal)
    permissions.check_can_answer_proposal(staff, proposal)
    community = _make(
        proposal.name, proposal.purpose, proposal.privacy, lead=proposal.proposed_by, at=opened_at
    )
    _answer(proposal, staff, opened_at, community=community)
    return community


@transaction.atomic
def decline_proposal(*, proposal: CommunityProposal, staff: User, answer: str, declined_at: datetime) -> None:
    """Say no to a proposal, with a kind sentence that reaches its author. Raises CannotDecide."""
    proposal = _locked_proposal(proposal)
    permissions.check_can_answer_proposal(staff, proposal)
    _answer(proposal, staff, declined_at, answer=answer)


@transaction.atomic
def open_group(
    *, parent: Community, lead: User, name: str, purpose: str, privacy: str, opened_at: datetime
) -> Community:
    """Make a group inside a Community, with this Lead of it as the group's first.

    It begins no wider than its Community and keeps its Chatham House Rule. Raises CannotTakePart, CannotLead
    and CannotDecide.
    """
    parent = Community.objects.select_for_update().get(pk=parent.pk)
    permissions.check_can_open_group(lead, parent, privacy)
    if Community.objects.filter(name__iexact=name).exists():
        name = f"{name} ({parent.name})"[:80]  # without a word: the other one may be confidential
    return _make(name, purpose, privacy, lead=lead, at=opened_at, parent=parent)


def _make(
    name: str, purpose: str, privacy: str, *, lead: User, at: datetime, parent: Community | None = None
) -> Community:
    by_level = {Privacy.OPEN: Community.Joining.NOW, Privacy.MEMBERS: Community.Joining.ASK}
    community = Community(
        name=name,
        slug=free_slug(name),
        purpose=purpose,
        privacy=privacy,
        joining=by_level.get(Privacy(privacy), Community.Joining.INVITATION),
        is_chatham_house=privacy == Privacy.CONFIDENTIAL or bool(parent and parent.is_chatham_house),
        parent=parent,
        created_at=at,
    )
    if parent:
        community.accent, community.house_rules = parent.accent, parent.house_rules
        community.shows_help, community.allows_images = parent.shows_help, parent.allows_images
    community.save()
    settle_community(community=community)
    enter(user=lead, community=community, role=Membership.Role.LEAD, at=at, rules_accepted_at=at)
    return community


def free_slug(name: str) -> str:
    """Give an address that nobody uses, made of a name."""
    stem = slugify(name)[:70] or "community"
    for number in range(1, 1000):
        slug = stem if number == 1 else f"{stem}-{number}"
        if slug in Community.RESERVED_SLUGS or FormerSlug.objects.filter(slug=slug).exists():
            continue
        if not Community.objects.filter(slug=slug).exists():
            return slug
    raise ValueError(f"A thousand communities are called {name}.")


def _answer(proposal: CommunityProposal, staff: User, at: datetime, **answer) -> None:
    proposal.decided_by, proposal.decided_at = staff, at
    for name, value in answer.items():
        setattr(proposal, name, value)
    proposal.save()
    tasks.write_about_proposal_answered.enqueue(proposal.pk)


def _locked_proposal(proposal: CommunityProposal) -> CommunityProposal:
    return (
        CommunityProposal.objects.select_for_update(of=("self",))
        .select_related("proposed_by")
        .get(pk=proposal.pk)
    )


# --- Pausing and archiving ------------------------------------------------------------------


@transaction.atomic
def change_stage(*, community: Community, actor: User, stage: str, note: str, changed_at: datetime) -> None:
    """Pause a Community, archive it, or open it again; its groups follow when it closes.

    Everything stays readable to those who read it before. Raises CannotTakePart and CannotLead.
    """
    community = Community.objects.select_for_update().get(pk=community.pk)
    permissions.check_can_change_stage(actor, community)
    if (community.stage, community.stage_note) == (stage, note):
        return
    closing = stage != Stage.ACTIVE
    followers = community.groups.exclude(stage=stage).exclude(stage=Stage.ARCHIVED) if closing else ()
    for each in [community, *followers]:
        each.stage, each.stage_note = stage, note
        each.save(update_fields=["stage", "stage_note"])
        record(
            STAGE_KINDS[Stage(stage)],
            community=each,
            subject_id=each.pk,
            by=actor,
            reason=note,
            decided_at=changed_at,
        )
        record_access_change(community=each)
        bump("communities", f"community.{each.pk}")


@transaction.atomic
def change_welcome(*, lead: User, community: Community, words: str) -> None:
    """Change what people read who have just come in. Raises CannotTakePart or CannotLead."""
    community = Community.objects.select_for_update().get(pk=community.pk)
    permissions.check_can_lead(lead, community)
    community.welcome = words
    community.save(update_fields=["welcome"])


@transaction.atomic
def set_asking(*, lead: User, community: Community, is_offered: bool, decided_at: datetime) -> None:
    """Let members ask through a Lead without their name, or no more. What was asked so stays as it is.

    Raises CannotTakePart, CannotLead and CannotDecide.
    """
    community = Community.objects.select_for_update().get(pk=community.pk)
    permissions.check_can_set_asking(lead, community)
    if community.asks_through_leads == is_offered:
        return
    community.asks_through_leads = is_offered
    community.save(update_fields=["asks_through_leads"])
    kind = "asking-offered" if is_offered else "asking-ended"
    record(kind, community=community, subject_id=community.pk, by=lead, decided_at=decided_at)
    record_access_change(community=community)  # open pages say who writes, and must not where one may ask


def hide_welcome(*, user: User, community: Community) -> None:
    """Put the welcome message away for this person, who may have none: then nothing happens."""
    Membership.objects.filter(user=user, community=community).update(is_welcome_shown=False)


@transaction.atomic
def rename_organisation_cards(*, organisation: Organisation) -> None:
    """Have the cards beside posts made again for everybody who works at this Organisation."""
    people = User.objects.filter(organisation=organisation)
    people.update(card_version=F("card_version") + 1)
    bump_pages_that_show(people)
