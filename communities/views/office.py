"""Screens in the CMS for the network's office: who waits to be let in, and a Community's first Lead."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from communities import actions
from communities.forms import AppointForm, ReasonForm, SuspendForm
from communities.models import Community, CommunityProposal, Decision, User
from communities.paging import page_of
from communities.permissions import check_can_manage_network
from communities.recent_sign_in import recent_sign_in_required

INVITED = "If that address does not belong here yet and is not invited already, a letter is on the way."
#: How long a decision stands on the page with a button to take it back.
UNDO_FOR = timedelta(days=1)


def people_waiting(request):
    """List the accounts that wait, oldest first, and the decisions of the last day."""
    check_can_manage_network(request.user)
    return _people_waiting(request)


@require_POST
def account_approve(request, pk):
    """Take a yes: one press."""
    check_can_manage_network(request.user)
    user = get_object_or_404(User, pk=pk)
    return _decide(
        request,
        f"{user} is let in. We have written to them.",
        lambda: actions.approve_account(user=user, by=request.user, approved_at=now()),
    )


@require_POST
def account_decline(request, pk):
    """Take a no and its kind sentence."""
    check_can_manage_network(request.user)
    user = get_object_or_404(User, pk=pk)
    form = ReasonForm(request.POST, prefix=f"account-{pk}")
    if not form.is_valid():
        return _people_waiting(request, declining=(pk, form), status=422)
    return _decide(
        request,
        f"We have written your answer to {user}.",
        lambda: actions.decline_account(
            user=user, by=request.user, sentence=form.cleaned_data["note"], declined_at=now()
        ),
    )


@require_POST
def account_undo(request, pk):
    """Take a decision back."""
    check_can_manage_network(request.user)
    user = get_object_or_404(User, pk=pk)
    return _decide(
        request, f"{user} waits again.", lambda: actions.return_to_waiting(user=user, by=request.user)
    )


@recent_sign_in_required
def account_suspend(request, pk):
    """Show an account that may be suspended, or let back in, and take the reason."""
    check_can_manage_network(request.user)
    user = get_object_or_404(User, pk=pk)
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.suspend_account(
                user=user, by=request.user, reason=form.cleaned_data["reason"], suspended_at=now()
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{user} is suspended. We have written to them.")
            return redirect("wagtailusers_users:edit", user.pk)
    context = {"person": user, "form": form, "page_title": "Suspend" if user.is_active else "Suspended"}
    return render(request, "communities/cms/suspend.html", context, status=422 if form.errors else 200)


@require_POST
@recent_sign_in_required
def account_lift(request, pk):
    """Let a suspended person back in: one press."""
    check_can_manage_network(request.user)
    user = get_object_or_404(User, pk=pk)
    actions.lift_suspension(user=user, by=request.user)
    messages.success(request, f"{user} can sign in again. We have written to them.")
    return redirect("wagtailusers_users:edit", user.pk)


@recent_sign_in_required
def appoint(request, pk):
    """Invite somebody to a Community as Lead or member, for staff who start one.

    The answer is the same whether or not somebody has the address.
    """
    check_can_manage_network(request.user)
    community = get_object_or_404(Community, pk=pk)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(
                inviter=request.user,
                community=community,
                emails=[form.cleaned_data["email"].lower()],
                role=form.cleaned_data["role"],
                invited_at=now(),
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, INVITED)
            return redirect("communities_community:edit", community.pk)
    context = {"community": community, "form": form, "page_title": "Invite", "page_subtitle": community.name}
    return render(request, "communities/cms/appoint.html", context, status=422 if form.errors else 200)


def proposals_waiting(request):
    """List the Communities that people propose, oldest first."""
    check_can_manage_network(request.user)
    return _proposals_waiting(request)


@require_POST
def proposal_open(request, pk):
    """Open a proposed Community: one press."""
    check_can_manage_network(request.user)
    proposal = get_object_or_404(CommunityProposal, pk=pk)
    return _decide(
        request,
        f"{proposal.name} is open. We have written to {proposal.proposed_by}.",
        lambda: actions.open_proposal(proposal=proposal, staff=request.user, opened_at=now()),
        back_to="proposals-waiting",
    )


@require_POST
def proposal_decline(request, pk):
    """Take a no and its kind sentence."""
    check_can_manage_network(request.user)
    proposal = get_object_or_404(CommunityProposal, pk=pk)
    form = ReasonForm(request.POST, prefix=f"proposal-{pk}")
    if not form.is_valid():
        return _proposals_waiting(request, declining=(pk, form), status=422)
    return _decide(
        request,
        f"We have written your answer to {proposal.proposed_by}.",
        lambda: actions.decline_proposal(
            proposal=proposal, staff=request.user, answer=form.cleaned_data["note"], declined_at=now()
        ),
        back_to="proposals-waiting",
    )


def network_decisions(request):
    """List what was decided everywhere, newest first; by whom, about whom and why, only where one may read."""
    check_can_manage_network(request.user)
    decisions = Decision.objects.select_related("community", "by", "about", "undone_by", "unnamed").order_by(
        "-pk"
    )
    page = page_of(request, decisions, 50)
    readable = set(Community.objects.readable_by(request.user).values_list("pk", flat=True))
    for decision in page.object_list:
        decision.is_told = decision.community_id in readable  # who belongs to a room is its own to know
    context = {"page_obj": page, "page_title": "Decisions"}
    return render(request, "communities/cms/network_decisions.html", context)


def _proposals_waiting(request, *, declining=None, status=200):
    waiting = CommunityProposal.objects.filter(decided_at=None).select_related("proposed_by__organisation")
    page = page_of(request, waiting, 20)
    failed_pk, failed_form = declining or (None, None)
    for proposal in page.object_list:
        own = ReasonForm(prefix=f"proposal-{proposal.pk}")
        proposal.decline_form = failed_form if proposal.pk == failed_pk else own
    context = {"page_obj": page, "page_title": "Proposals"}
    return render(request, "communities/cms/proposals_waiting.html", context, status=status)


def _people_waiting(request, *, declining=None, status=200):
    waiting = User.objects.waiting_for_approval().select_related("organisation", "place")
    page = page_of(request, waiting, 20)
    failed_pk, failed_form = declining or (None, None)
    for user in page.object_list:
        user.decline_form = failed_form if user.pk == failed_pk else ReasonForm(prefix=f"account-{user.pk}")
    since = now() - UNDO_FOR
    decided = User.objects.filter(
        Q(approved_at__gte=since, approved_by=request.user) | Q(declined_at__gte=since)
    ).order_by("-approved_at", "-declined_at", "-pk")[:10]
    context = {"page_obj": page, "decided": decided, "page_title": "People waiting"}
    return render(request, "communities/cms/people_waiting.html", context, status=status)


def _decide(request, said: str, act, back_to: str = "people-waiting"):
    try:
        act()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back_to)
