"""One person in a Community, as its Leads look after them: their role, warnings, pauses and leaving."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import actions, deciding
from communities.forms import MuteForm, ReasonForm
from communities.models import Decision, Membership, ReadyReason
from communities.recent_sign_in import recent_sign_in_required
from communities.templatetags.communities import belonging_of
from communities.views.look_after import decide, lead_required, membership_in

State = Membership.State


@lead_required
def member_look_after(request, community, pk):
    """Show a Lead one person who belongs here, or did: what was decided about them, and what can be."""
    return _show(request, community, membership_in(community, pk))


@require_POST
@lead_required
@recent_sign_in_required
def member_change_role(request, community, pk):
    """Make a member a Lead, or a Lead a member."""
    membership = membership_in(community, pk)
    role = Membership.Role.MEMBER if membership.is_lead else Membership.Role.LEAD
    if request.POST.get("role") not in {None, role.value}:
        return redirect("communities:member-look-after", slug=community.slug, pk=pk)  # done already
    word = "looks after this community with you" if role == Membership.Role.LEAD else "is a member now"
    return decide(
        request,
        community,
        f"{membership.user} {word}.",
        lambda: actions.change_role(lead=request.user, membership=membership, role=role, changed_at=now()),
    )


@require_POST
@lead_required
@recent_sign_in_required
def member_hand_over(request, community, pk):
    """Make a member a Lead in one's own place."""
    membership = membership_in(community, pk)
    return decide(
        request,
        community,
        f"{membership.user} looks after this community now, and you are a member.",
        lambda: actions.hand_over(lead=request.user, membership=membership, handed_over_at=now()),
        back_to=community.get_absolute_url(),
    )


def _with_reason(name: str, form_class, said: str, guard=lambda view: view):
    """Make the view of an act on a member that takes a reason: `act(request, membership, values)`."""

    def made(act):
        @require_POST
        @lead_required
        @guard
        def view(request, community, pk):
            membership = membership_in(community, pk)
            ready = ReadyReason.objects.sentences_for(community)
            form = form_class(request.POST, prefix=name, ready=ready)
            if not form.is_valid():
                return _show(request, community, membership, failed=(name, form), status=422)
            return decide(
                request,
                community,
                said.format(membership.user),
                lambda: act(request, membership, form.cleaned_data),
            )

        view.__doc__ = act.__doc__
        return view

    return made


@_with_reason("warn", ReasonForm, "We have written your warning to {}.")
def member_warn(request, membership, values):
    """Warn a member."""
    actions.warn_member(lead=request.user, membership=membership, reason=values["note"], warned_at=now())


@_with_reason("mute", MuteForm, "{} can read, and not write for now.")
def member_mute(request, membership, values):
    """Ask a member to pause."""
    actions.mute_member(
        lead=request.user,
        membership=membership,
        reason=values["note"],
        until=now() + timedelta(days=values["days"]),
        muted_at=now(),
    )


@_with_reason("end", ReasonForm, "{} does not belong here any more.", recent_sign_in_required)
def member_end(request, membership, values):
    """Take somebody out of the Community."""
    actions.end_membership(lead=request.user, membership=membership, note=values["note"], ended_at=now())


@_with_reason("block", ReasonForm, "{} does not come in again.", recent_sign_in_required)
def member_block(request, membership, values):
    """Take somebody out and keep them from coming back."""
    actions.block_member(lead=request.user, membership=membership, reason=values["note"], blocked_at=now())


@require_POST
@lead_required
def member_unmute(request, community, pk):
    """Let a muted member write again."""
    membership = membership_in(community, pk)
    return decide(
        request,
        community,
        f"{membership.user} can write again.",
        lambda: actions.unmute_member(lead=request.user, membership=membership, unmuted_at=now()),
    )


@require_POST
@lead_required
def member_unblock(request, community, pk):
    """Let somebody ask to come in again."""
    membership = membership_in(community, pk)
    return decide(
        request,
        community,
        f"{membership.user} may ask to come in again.",
        lambda: actions.unblock_member(lead=request.user, membership=membership, unblocked_at=now()),
    )


def _show(request, community, membership, *, failed=None, status: int = 200):
    ready = ReadyReason.objects.sentences_for(community)
    forms = {
        "warn": ReasonForm(prefix="warn", ready=ready),
        "mute": MuteForm(prefix="mute", ready=ready),
        "end": ReasonForm(prefix="end", ready=ready),
        "block": ReasonForm(prefix="block", ready=ready),
    }
    failed_name, failed_form = failed or ("", None)
    if failed_form:
        forms[failed_name] = failed_form
    decisions = Decision.objects.log_of(community).filter(about=membership.user)[:20]
    deciding.put_titles(decisions)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "membership": membership,
        "is_me": membership.user_id == request.user.pk,
        "is_blocked": membership.state == State.BLOCKED,
        "forms": forms,
        "form": failed_form,
        "failed": failed_name,
        "decisions": decisions,
    }
    return render(request, "communities/member_look_after.html", context, status=status)
