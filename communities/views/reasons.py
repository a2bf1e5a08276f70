"""The reasons that a Community's Leads give often."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from communities import actions
from communities.forms import ReadyReasonForm
from communities.models import ReadyReason
from communities.templatetags.communities import belonging_of
from communities.views.look_after import lead_required


@lead_required
def reason_list(request, community):
    """List the reasons offered here, and take a new one."""
    form = ReadyReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_ready_reason(lead=request.user, community=community, words=form.cleaned_data["words"])
        messages.success(request, "That reason is offered from now on.")
        return redirect("communities:reason-list", slug=community.slug)
    context = {
        "community": community,
        "belonging": belonging_of(request, community),
        "reasons": ReadyReason.objects.offered_in(community),
        "form": form,
    }
    return render(request, "communities/reason_list.html", context, status=422 if form.errors else 200)


@lead_required
def reason_edit(request, community, pk):
    """Change one of the Community's own reasons, or take it away."""
    reason = get_object_or_404(ReadyReason, community=community, pk=pk)
    form = ReadyReasonForm(request.POST or None, initial={"words": reason.words})
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_ready_reason(lead=request.user, reason=reason)
        messages.success(request, "That reason is not offered any more.")
        return redirect("communities:reason-list", slug=community.slug)
    if request.method == "POST" and form.is_valid():
        actions.change_ready_reason(lead=request.user, reason=reason, words=form.cleaned_data["words"])
        messages.success(request, "That reason is changed.")
        return redirect("communities:reason-list", slug=community.slug)
    context = {"community": community, "reason": reason, "form": form}
    return render(request, "communities/reason_edit.html", context, status=422 if form.errors else 200)
