"""What was decided about a person, as that person reads it, and looking at it again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now

from communities import actions, deciding, permissions
from communities.forms import AppealAnswerForm, AppealForm
from communities.models import Appeal, Decision
from communities.paging import page_of
from communities.second_step import lacks_second_step_to_lead, lead_to_second_step
from communities.views.doors import take_part_required


@login_required
def decision_list(request):
    """List what Leads decided about the viewer, newest first."""
    page = page_of(request, Decision.objects.about(request.user))
    return render(request, "communities/decision_list.html", {"page_obj": page, "tab": "decisions"})


@login_required
def decision_detail(request, pk):
    """Show the viewer one decision about them, with its reason, and take an appeal."""
    decision = get_object_or_404(Decision.objects.about(request.user), pk=pk)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.appeal(
                decision=decision, person=request.user, words=form.cleaned_data["words"], made_at=now()
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Somebody else will look at it, and you will hear from them.")
            return redirect(decision)
    may_appeal = permissions.can_appeal(request.user, decision)
    context = {
        "decision": decision,
        "kind": deciding.kind_of(decision),
        "form": form,
        "may_appeal": may_appeal,
        "has_other_reader": permissions.has_lead_besides(decision),
    }
    return render(request, "communities/decision_detail.html", context, status=422 if form.errors else 200)


@take_part_required
def appeal_detail(request, pk):
    """Show an appeal to somebody who may answer it, and take the answer."""
    appeal = get_object_or_404(
        Appeal.objects.select_related("decision__community", "decision__about", "decision__by"), pk=pk
    )
    decision = appeal.decision
    if not permissions.can_answer_appeal(request.user, appeal):
        raise Http404
    if lacks_second_step_to_lead(request, decision.community):
        return lead_to_second_step(request, request.path)
    form = AppealAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_appeal(
                appeal=appeal,
                reader=request.user,
                is_granted=form.cleaned_data["outcome"] == "granted",
                answer=form.cleaned_data["answer"],
                answered_at=now(),
            )
        except PermissionDenied as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "We have written your answer.")
            return redirect("/")
    kind = deciding.kind_of(decision)
    context = {
        "appeal": appeal,
        "decision": decision,
        "kind": kind,
        "words": kind.words(decision) if kind.words else "",
        "form": form,
    }
    return render(request, "communities/appeal_detail.html", context, status=422 if form.errors else 200)
