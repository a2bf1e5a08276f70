"""Mail about accounts and belonging. Each letter asks again, as it leaves, whether it is still true.

An action enqueues a letter inside its own transaction, not after the commit: the queue is a table of
the same database, so a letter waits exactly when what it tells of was written, even if the process
dies at that moment. One task is one letter to one person: whatever fails or runs again concerns
nobody else.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django_tasks import task

from communities import deciding
from communities.letters import letter_to, link_to, send_each, send_letter, take_waiting_letter
from communities.models import Appeal, Community, CommunityProposal, Decision, Invitation, Membership, User
from communities.models.invitation import path_of

State = Membership.State

#: What a letter is about, and in which state the Membership must still be when it leaves.
STATE_OF = {
    "approved": State.ACTIVE,
    "declined": State.DECLINED,
    "role": State.ACTIVE,
}


@task()
def write_that_account_is_approved(user_id: int) -> None:
    """Tell somebody that staff let them in."""
    user = User.objects.approved().filter(pk=user_id).first()
    if user:
        invitations = Invitation.objects.standing().of_person(user).from_able().select_related("community")
        _send(
            "account_approved",
            user,
            link=link_to(reverse("communities:welcome")),
            invitations=[
                (
                    "" if invitation.community.is_confidential else invitation.community.name,
                    link_to(reverse("communities:community-number", args=[invitation.community_id])),
                )
                for invitation in invitations
            ],
        )


@task()
def write_that_account_is_declined(user_id: int, sentence: str) -> None:
    """Tell somebody kindly that staff did not let them in."""
    user = User.objects.filter(pk=user_id, is_active=True, declined_at__isnull=False).first()
    if user:
        _send("account_declined", user, sentence=sentence, link=link_to("/"))


@task()
def write_that_account_is_suspended(user_id: int) -> None:
    """Tell somebody that staff keep them out, why, and whom to write to."""
    user = User.objects.filter(pk=user_id, is_active=False, suspended_at__isnull=False).first()
    if user:
        _send("account_suspended", user, office=settings.OFFICE_EMAIL, link=link_to("/"))


@task()
def write_that_suspension_is_lifted(user_id: int) -> None:
    """Tell somebody that they may come back."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user:
        _send("suspension_lifted", user, link=link_to(reverse("account_login")))


@task()
def write_to_lead_about_request(membership_id: int, lead_id: int) -> None:
    """Tell one Lead, by their own Membership, that somebody asks to come in."""
    membership = _membership(membership_id, State.ASKED)
    leads = Membership.objects.belonging().leads().select_related("user")
    lead = membership and leads.filter(pk=lead_id, community=membership.community).first()
    if membership and lead:
        community = membership.community
        link = link_to(reverse("communities:look-after", args=[community.slug]))
        if community.is_confidential:
            link = link_to(reverse("communities:community-number", args=[community.pk]))
        _send("request_made", lead.user, community=membership.community, person=membership.user, link=link)


@task()
def write_about_membership(membership_id: int, about: str) -> None:
    """Tell somebody what was decided about their place in a Community.

    `about` is a key of STATE_OF.
    """
    membership = _membership(membership_id, STATE_OF[about])
    if membership is None:
        return
    community = membership.community
    link = community.get_absolute_url()
    if community.is_confidential:
        link = reverse("communities:community-number", args=[community.pk])  # an address can be a name
    _send(
        f"membership_{about}", membership.user, community=community, membership=membership, link=link_to(link)
    )


@task()
def send_invitations(invitation_ids: list[int]) -> None:
    """Send each of these invitations the letter it waits for; one that fails keeps no other waiting."""
    send_each(Invitation, invitation_ids, _invitation_letter)


def _invitation_letter(pk: int) -> EmailMessage | None:
    from communities import permissions  # which speak of what is decided here

    waiting = Invitation.objects.select_related("community", "invited_by")
    taken = take_waiting_letter(waiting, pk, permissions.does_sender_still_invite)
    if taken is None:
        return None
    invitation, token = taken
    community = invitation.community
    name = "invitation_confidential" if community.is_confidential else "invitation"
    # Who looks after a Community is told outside only where people may be known at all.
    sender = invitation.invited_by if community.may_people_be_known else None
    context = {"link": link_to(path_of(token)), "expires_at": invitation.expires_at}
    if not community.is_confidential:
        context |= {"community": community, "sender": sender, "message": invitation.message}
    return letter_to(invitation.email, f"communities/email/{name}", context)


@task()
def write_about_decision(decision_id: int) -> None:
    """Tell somebody what was decided about them and why, unless it has been taken back by then.

    From under the Chatham House Rule goes a link and no words: nor that it is about what they asked without a name.
    """
    decision = (
        Decision.objects.standing()
        .select_related("community", "about", "unnamed__person")
        .filter(pk=decision_id)
        .first()
    )
    person = decision and decision.person
    if decision and person and User.objects.approved().filter(pk=person.pk).exists():
        link = link_to(decision.get_absolute_url())
        if decision.community.is_chatham_house or decision.is_about_unnamed:
            _send("decision_told_there", person, community=decision.community, link=link)
            return
        told = deciding.kind_of(decision).told
        _send("decision_made", person, community=decision.community, decision=decision, told=told, link=link)


@task()
def write_about_appeal(appeal_id: int) -> None:
    """Tell those who may answer an appeal that it waits: the other Leads, or staff where there is none."""
    found = Appeal.objects.waiting().select_related("decision__community", "decision__unnamed")
    appeal = found.filter(pk=appeal_id).first()
    if appeal is None:
        return
    decision = appeal.decision
    leads = User.objects.approved().filter(
        memberships__in=Membership.objects.leads().filter(community=decision.community)
    )
    readers = leads.exclude(pk__in=[pk for pk in (decision.by_id, decision.person_id) if pk])
    for reader in readers or User.objects.approved().filter(is_superuser=True):
        write_about_appeal_to.enqueue(appeal.pk, reader.pk)


@task()
def write_about_appeal_to(appeal_id: int, reader_id: int) -> None:
    """Tell one of them."""
    from communities import permissions  # which speak of what is decided here

    appeal = Appeal.objects.waiting().select_related("decision__community").filter(pk=appeal_id).first()
    reader = User.objects.filter(pk=reader_id).first()
    if appeal and reader and permissions.can_answer_appeal(reader, appeal):
        link = link_to(reverse("communities:appeal-detail", args=[appeal.pk]))
        _send("appeal_made", reader, community=appeal.decision.community, link=link)


@task()
def write_about_proposal_made(proposal_id: int) -> None:
    """Tell the network's office that somebody proposes a Community, a letter for each of them."""
    if CommunityProposal.objects.filter(pk=proposal_id, decided_at=None).exists():
        for staff in User.objects.approved().filter(is_superuser=True):
            write_to_staff_about_proposal.enqueue(proposal_id, staff.pk)


@task()
def write_to_staff_about_proposal(proposal_id: int, staff_id: int) -> None:
    """Tell one of them, while it waits."""
    proposal = CommunityProposal.objects.filter(pk=proposal_id, decided_at=None).first()
    staff = User.objects.approved().filter(pk=staff_id, is_superuser=True).first()
    if proposal and staff:
        _send("proposal_made", staff, proposal=proposal, link=link_to(reverse("proposals-waiting")))


@task()
def write_about_proposal_answered(proposal_id: int) -> None:
    """Tell somebody what became of the Community they proposed."""
    proposal = (
        CommunityProposal.objects.select_related("proposed_by", "community")
        .filter(pk=proposal_id, decided_at__isnull=False, proposed_by__in=User.objects.approved())
        .first()
    )
    if proposal is None:
        return
    link = reverse("communities:community-list")
    if proposal.community:
        link = reverse("communities:community-number", args=[proposal.community.pk])
    _send(
        "proposal_answered",
        proposal.proposed_by,
        community=proposal.community,
        proposal=proposal,
        link=link_to(link),
    )


def _membership(membership_id: int, state: str) -> Membership | None:
    return (
        Membership.objects.select_related("user", "community")
        .filter(pk=membership_id, state=state, user__in=User.objects.approved())
        .first()
    )


def _send(name: str, to: User, *, community: Community | None = None, **context) -> None:
    # A Confidential Community sends links and no words: not even its name, not even in the subject.
    if community and community.is_confidential:
        name, context = "confidential", {"link": context["link"]}
    send_letter(f"communities/email/{name}", to, community=community, **context)
