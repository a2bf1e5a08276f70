"""The guided first visit: three steps after approval, each of which may be skipped."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render

from communities import actions
from communities.arrival_forms import IntroductionForm
from communities.models import Community
from communities.models.user import WELCOME_OVER
from communities.views.doors import take_part_required

#: Communities that the second step offers; the whole list is a link away.
OFFERED = 12
TEMPLATES = {1: "about", 2: "communities", 3: "hello"}


@take_part_required
def welcome(request):
    """Lead to the next step, or to the first where all are over: it may be walked again."""
    step = request.user.welcome_step if request.user.is_new_here else 1
    return redirect("communities:welcome-step", step=step)


@take_part_required
def welcome_step(request, step):
    """Show a step, and take a press: what was written, *Next*, *Skip this* or *Not now*."""
    if step not in TEMPLATES:
        raise Http404
    form = IntroductionForm(request.POST or None, user=request.user) if step == 1 else None
    if request.method == "POST":
        act = request.POST.get("act", "next")
        if act == "stop":
            return _move_on(request, WELCOME_OVER - 1)
        if form is None or act == "skip":
            return _move_on(request, step)
        if form.is_valid():
            values = dict(form.cleaned_data)
            actions.update_profile(user=request.user, expertise=list(values.pop("expertise")), values=values)
            return _move_on(request, step)
    context = {"step": step, "steps": len(TEMPLATES), "form": form} | _shown(request.user, step)
    template = f"communities/welcome_{TEMPLATES[step]}.html"
    return render(request, template, context, status=422 if form and form.errors else 200)


def _move_on(request, past: int):
    actions.move_on_in_welcome(user=request.user, past=past)
    if past + 1 < WELCOME_OVER:
        return redirect("communities:welcome-step", step=past + 1)
    messages.success(request, "That is all. Everything else waits on your desk.")
    return redirect("/")


def _shown(user, step: int) -> dict:
    mine = Community.objects.with_membership_of(user)
    if step == 2:
        may_come = Q(is_inviting=True) | ~Q(joining=Community.Joining.INVITATION)
        others = (
            Community.objects.visible_to(user).for_list(user).filter(may_come, stage=Community.Stage.ACTIVE)
        )
        return {"communities": others.exclude(pk__in=mine.values("pk"))[:OFFERED], "mine": mine}
    return {"mine": mine[:OFFERED]} if step == 3 else {}
