"""Where Leads look after a Community: requests, invitations, and who is what."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import actions
from communities.forms import DeclineForm, InviteForm
from communities.limits import check_rate
from communities.models import Membership
from communities.paging import page_of
from communities.permissions import check_can_lead, is_member
from communities.recent_sign_in import recent_sign_in_required
from communities.second_step import lacks_second_step_to_lead, lead_to_second_step
from communities.templatetags.communities import belonging_of
from communities.views.communities import members_only
from communities.views.doors import take_part_required, with_community

INVITED = "If somebody in the network has that address and does not belong here yet, we have written to them."


def lead_required(view):
    """Let the Leads of the Community in. Members are told so; others learn nothing.

    In a Private or Confidential Community their sign-in must have taken a second step.
    """

    @take_part_required
    @with_community
    def guarded(request, community, **kwargs):
        if not is_member(request.user, community):
            return members_only(request, community)
        check_can_lead(request.user, community)
        if lacks_second_step_to_lead(request, community):
            return lead_to_second_step(request, reverse("communities:look-after", args=[community.slug]))
        return view(request, community, **kwargs)

    return guarded


@lead_required
def look_after(request, community):
    """Show what waits for the Leads, oldest request first, and how to invite somebody."""
    return _look_after(request, community)


@require_POST
@lead_required
def request_approve(request, community, pk):
    """Take a Lead's yes."""
    membership = _membership(community, pk)
    return _decide(
        request,
        community,
        f"{membership.user} now belongs to {community.name}.",
        lambda: actions.approve_request(lead=request.user, membership=membership, approved_at=now()),
    )


@require_POST
@lead_required
def request_decline(request, community, pk):
    """Take a Lead's no and its reason."""
    membership = _membership(community, pk)
    form = DeclineForm(request.POST, prefix=f"request-{pk}")
    if not form.is_valid():
        return _look_after(request, community, declining=(pk, form), status=422)
    return _decide(
        request,
        community,
        f"We have written your answer to {membership.user}.",
        lambda: actions.decline_request(
            lead=request.user, membership=membership, note=form.cleaned_data["note"], declined_at=now()
        ),
    )


@require_POST
@lead_required
def invite(request, community):
    """Take an address to invite; the answer is the same whether or not anybody has it."""
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _look_after(request, community, inviting=form, status=422)
    try:
        check_rate("invite", request.user.pk, "30/hour")
        actions.invite(
            inviter=request.user, community=community, email=form.cleaned_data["email"], invited_at=now()
        )
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return _look_after(request, community, inviting=form, status=403)
    messages.success(request, INVITED)
    return redirect("communities:look-after", slug=community.slug)


@lead_required
def member_look_after(request, community, pk):
    """Show one member to a Lead: change what they are here, or take them out."""
    membership = get_object_or_404(Membership.objects.for_people_list().filter(community=community), pk=pk)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "membership": membership,
    }
    return render(request, "communities/member_look_after.html", context | {"form": DeclineForm()})


@require_POST
@lead_required
@recent_sign_in_required
def member_change_role(request, community, pk):
    """Make a member a Lead, or a Lead a member."""
    membership = _membership(community, pk)
    role = Membership.Role.MEMBER if membership.is_lead else Membership.Role.LEAD
    if request.POST.get("role") not in {None, role.value}:
        return redirect("communities:member-look-after", slug=community.slug, pk=pk)  # done already
    word = "looks after this community with you" if role == Membership.Role.LEAD else "is a member now"
    return _decide(
        request,
        community,
        f"{membership.user} {word}.",
        lambda: actions.change_role(lead=request.user, membership=membership, role=role, changed_at=now()),
    )


@require_POST
@lead_required
@recent_sign_in_required
def member_end(request, community, pk):
    """Take somebody out of the Community, with a reason."""
    membership = _membership(community, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        context = {
            "community": community,
            "belonging": belonging_of(request, community),
            "membership": membership,
        }
        return render(request, "communities/member_look_after.html", context | {"form": form}, status=422)
    return _decide(
        request,
        community,
        f"{membership.user} does not belong here any more.",
        lambda: actions.end_membership(
            lead=request.user, membership=membership, note=form.cleaned_data["note"], ended_at=now()
        ),
    )


def _membership(community, pk: int) -> Membership:
    # Inside its Community: a Lead rules one.
    return get_object_or_404(Membership.objects.select_related("user").filter(community=community), pk=pk)


def _decide(request, community, said: str, act):
    try:
        act()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("communities:look-after", slug=community.slug)


def _look_after(request, community, *, declining=None, inviting=None, status=200):
    rows = Membership.objects.waiting().filter(community=community).select_related("user__organisation")
    page = page_of(request, rows, 20)
    failed_pk, failed_form = declining or (None, None)
    for row in page.object_list:
        row.decline_form = failed_form if row.pk == failed_pk else DeclineForm(prefix=f"request-{row.pk}")
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "tab": "look-after",
        "page_obj": page,
        "invite_form": inviting or InviteForm(),
    }
    return render(request, "communities/look_after.html", context, status=status)
