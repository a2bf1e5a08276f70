"""Proposing a Community, opening a group in one, and pausing or archiving it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now

from communities import actions
from communities.forms import AskingForm, GroupForm, ProposalForm, StageForm
from communities.limits import check_rate
from communities.permissions import check_can_propose
from communities.templatetags.communities import belonging_of
from communities.views.doors import take_part_required
from communities.views.look_after import lead_required


@take_part_required
def community_propose(request):
    """Take a proposal for a Community, and show what became of one's earlier ones."""
    form = ProposalForm(request.POST or None)
    refusal = ""
    if request.method != "POST":
        try:
            check_can_propose(request.user)
        except PermissionDenied as error:
            refusal = str(error)
    if request.method == "POST" and form.is_valid():
        try:
            check_rate("propose", request.user.pk, "10/day")
            actions.propose_community(person=request.user, proposed_at=now(), **form.cleaned_data)
        except PermissionDenied as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The network's office will read it and write to you.")
            return redirect("communities:community-propose")
    mine = request.user.proposals.select_related("community").order_by("-pk")[:10]
    context = {"form": form, "proposals": mine, "refusal": refusal}
    return render(request, "communities/community_propose.html", context, status=422 if form.errors else 200)


@lead_required
def group_open(request, community):
    """Open a group inside a Community."""
    form = GroupForm(request.POST or None, parent=community)
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.open_group(
                parent=community, lead=request.user, opened_at=now(), **form.cleaned_data
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{group} is open, and you look after it.")
            return redirect(group)
    context = {"community": community, "form": form}
    return render(request, "communities/group_open.html", context, status=422 if form.errors else 200)


@lead_required
def community_asking(request, community):
    """Let members ask through a Lead, without their name."""
    now_so = {"is_offered": community.lets_ask_without_name}
    form = AskingForm(request.POST or None, initial=now_so)
    if request.method == "POST":
        form = AskingForm(request.POST)  # a box that is not ticked sends nothing, and says no
        try:
            actions.set_asking(
                lead=request.user,
                community=community,
                is_offered="is_offered" in request.POST,
                decided_at=now(),
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "That is saved.")
            return redirect("communities:look-after", slug=community.slug)
    context = {"community": community, "form": form}
    return render(request, "communities/community_asking.html", context, status=422 if form.errors else 200)


@lead_required
def community_stage(request, community):
    """Pause a Community, archive it, or open it again."""
    now_so = {"stage": community.stage, "note": community.stage_note}
    form = StageForm(request.POST or None, initial=now_so)
    if request.method == "POST" and form.is_valid():
        actions.change_stage(community=community, actor=request.user, changed_at=now(), **form.cleaned_data)
        messages.success(request, "That is done. Everybody who has it open is told.")
        return redirect("communities:look-after", slug=community.slug)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "form": form,
        "group_count": community.groups.visible_to(request.user).count(),
    }
    return render(request, "communities/community_stage.html", context, status=422 if form.errors else 200)
