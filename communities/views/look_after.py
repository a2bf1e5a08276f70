"""Where Leads look after a Community: what waits, and what was decided."""

from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities import actions, deciding, waiting
from communities.forms import ReasonForm
from communities.models import Community, Decision, Membership, ReadyReason
from communities.paging import page_of
from communities.permissions import check_can_lead, is_member
from communities.second_step import lacks_second_step_to_lead, lead_to_second_step
from communities.templatetags.communities import belonging_of, waiting_counts_of
from communities.views.communities import members_only
from communities.views.doors import take_part_required, with_community

#: How long what a Lead has just decided stands above the queue, with its way back.
JUST_NOW = timedelta(minutes=15)


def lead_required(view):
    """Let the Leads of the Community in. Members are told so; others learn nothing.

    In a Private or Confidential Community their sign-in must have taken a second step.
    """

    @take_part_required
    @with_community
    @wraps(view)
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
    """Show what waits for the Leads, oldest first, and what they decided just now."""
    return show_queue(request, community)


@require_POST
@lead_required
def request_approve(request, community, pk):
    """Take a Lead's yes."""
    membership = membership_in(community, pk)
    return decide(
        request,
        community,
        f"{membership.user} now belongs to {community.name}.",
        lambda: actions.approve_request(lead=request.user, membership=membership, approved_at=now()),
    )


@require_POST
@lead_required
def request_decline(request, community, pk):
    """Take a Lead's no and its reason."""
    membership = membership_in(community, pk)
    form = reason_form(request, community, "request", pk)
    if not form.is_valid():
        return show_queue(request, community, failed=("request", pk, form), status=422)
    return decide(
        request,
        community,
        f"We have written your answer to {membership.user}.",
        lambda: actions.decline_request(
            lead=request.user, membership=membership, note=form.cleaned_data["note"], declined_at=now()
        ),
    )


@lead_required
def decision_log(request, community):
    """Show what was decided here, newest first; `?kind=` keeps one kind."""
    decisions = Decision.objects.log_of(community)
    kind = request.GET.get("kind", "")
    kinds = deciding.kinds()
    if kind:
        if kind not in {each.name for each in kinds}:
            raise Http404
        decisions = decisions.filter(kind=kind)
    page = page_of(request, decisions, 50)
    deciding.put_titles(page.object_list)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "tab": "look-after",
        "page_obj": page,
        "kinds": kinds,
        "kind": kind,
    }
    return render(request, "communities/decision_log.html", context)


@lead_required
def decision_subject(request, community, pk):
    """Lead from a line of the log to what it is about: looked up here, so that a long log asks for none."""
    decision = get_object_or_404(Decision.objects.log_of(community), pk=pk)
    address = deciding.kind_of(decision).address
    place = address(decision) if address else ""
    if not place:
        raise Http404
    return redirect(place)


@require_POST
@lead_required
def decision_undo(request, community, pk):
    """Take back what was decided."""
    decision = get_object_or_404(Decision.objects.log_of(community), pk=pk)
    return decide(
        request,
        community,
        "That is taken back.",
        lambda: actions.undo_decision(decision=decision, lead=request.user, undone_at=now()),
    )


def membership_in(community: Community, pk: int) -> Membership:
    """Find a Membership inside its Community: a Lead rules one. Raises Http404."""
    return get_object_or_404(
        Membership.objects.select_related("user", "community").filter(community=community), pk=pk
    )


def reason_form(request, community: Community, source: str, pk: int, form=ReasonForm) -> ReasonForm:
    """Read the form that stands beside one thing in the queue."""
    ready = ReadyReason.objects.sentences_for(community)
    return form(request.POST, prefix=waiting.prefix_of(source, pk), ready=ready)


def decide(request, community: Community, said: str, act, back_to: str = ""):
    """Do what a Lead decided, say it, or say why it cannot be, and go back to the queue."""
    try:
        act()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect(back_to or reverse("communities:look-after", args=[community.slug]))


def show_queue(request, community: Community, *, failed=None, status: int = 200):
    """Draw the *Look after* page; `failed` is (source, pk, form) of what was not said properly."""
    only = request.GET.get("kind", "")
    if only and only not in {source.name for source in waiting.sources()}:
        raise Http404
    lead = request.user
    queue = waiting.Queue(
        Community.objects.filter(pk=community.pk),
        lead,
        now(),
        only=only,
        ready=ReadyReason.objects.sentences_for(community),
        failed=failed,
    )
    if not only:
        waiting_counts_of(request)[community.pk] = queue.count()
    recent = Decision.objects.log_of(community).standing().filter(by=lead, decided_at__gt=now() - JUST_NOW)
    just_decided = [decision for decision in recent[:5] if deciding.can_be_undone(decision, now())]
    deciding.put_titles(just_decided)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "tab": "look-after",
        "page_obj": page_of(request, queue, 20),
        "sources": waiting.sources(),
        "chosen": only,
        "just_decided": just_decided,
    }
    return render(request, "communities/look_after.html", context, status=status)
