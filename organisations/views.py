"""Where administrators look after their Organisation."""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from communities.models import Organisation, User
from communities.paging import page_of
from communities.recent_sign_in import recent_sign_in_required
from communities.views.doors import take_part_required
from organisations import actions
from organisations.forms import DescribeForm
from organisations.permissions import can_administer
from organisations.querysets import waiting_at

#: How many waiting accounts stand on the page; the next come up as these are answered.
WAITING_SHOWN = 30


def administrator_required(view):
    """Let the Organisation's administrators in; for others the page does not exist."""

    @take_part_required
    @wraps(view)
    def guarded(request, slug, **kwargs):
        organisation = get_object_or_404(Organisation, slug=slug)
        if not can_administer(request.user, organisation):
            raise Http404
        return view(request, organisation, **kwargs)

    return guarded


@administrator_required
def look_after(request, organisation):
    """Show who waits to be let in, oldest first, and the people of the Organisation."""
    people = User.objects.visible_to(request.user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "applicants": waiting_at(organisation)[:WAITING_SHOWN],
        "domains": organisation.domains.all(),
        "page_obj": page_of(request, people.select_related("administrator").order_by("name", "pk")),
    }
    return render(request, "organisations/look_after.html", context)


@administrator_required
def organisation_edit(request, organisation):
    """Change what the Organisation's page says."""
    form = DescribeForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        actions.describe_organisation(organisation=organisation, by=request.user, **form.cleaned_data)
        messages.success(request, "What the page says is saved.")
        if "another" in request.POST:
            return redirect("organisations:organisation-edit", organisation.slug)
        return redirect(organisation)
    context = {"organisation": organisation, "form": form}
    return render(
        request, "organisations/organisation_edit.html", context, status=422 if form.errors else 200
    )


@administrator_required
def colleague(request, organisation, pk):
    """Show what an administrator can do about one colleague."""
    context = {"organisation": organisation, "person": _colleague(request, organisation, pk)}
    return render(request, "organisations/colleague.html", context)


@require_POST
@administrator_required
def colleague_approve(request, organisation, pk):
    """Let somebody who waits in: one press."""
    person = waiting_at(organisation).filter(pk=pk).first() or _colleague(request, organisation, pk)
    return _act(
        request,
        organisation,
        f"{person} is let in. We have written to them.",
        lambda: actions.approve_colleague(
            organisation=organisation, colleague=person, by=request.user, approved_at=now()
        ),
    )


@require_POST
@administrator_required
def colleague_left(request, organisation, pk):
    """Take that somebody works here no more."""
    person = _colleague(request, organisation, pk)
    return _act(
        request,
        organisation,
        f"{person} does not belong to {organisation} any more. We have written to them.",
        lambda: actions.say_left(organisation=organisation, colleague=person, by=request.user),
    )


@require_POST
@administrator_required
@recent_sign_in_required
def colleague_hand_over(request, organisation, pk):
    """Give the role to a colleague."""
    person = _colleague(request, organisation, pk)
    return _act(
        request,
        organisation,
        f"{person} looks after {organisation} now. We have written to them.",
        lambda: actions.hand_over(
            organisation=organisation, colleague=person, by=request.user, handed_over_at=now()
        ),
    )


def _colleague(request, organisation: Organisation, pk: int) -> User:
    people = User.objects.visible_to(request.user).approved().select_related("organisation", "administrator")
    return get_object_or_404(people, pk=pk, organisation=organisation)


def _act(request, organisation: Organisation, said: str, act):
    try:
        act()
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    if can_administer(request.user, organisation):
        return redirect("organisations:look-after", organisation.slug)
    return redirect(organisation)
