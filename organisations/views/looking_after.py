"""Where administrators look after their Organisation."""

from django.contrib import messages
from django.db.models import Case, Exists, OuterRef, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from communities.models import Organisation, User
from communities.paging import page_of
from communities.recent_sign_in import recent_sign_in_required
from organisations import actions
from organisations.forms import AnswerForm, DescribeForm
from organisations.models import Claim, Opening
from organisations.permissions import (
    seats_of,
    works_there_for_sure,
)
from organisations.querysets import applicants_at, is_at_home, is_confirmed, waiting_at
from organisations.views.doors import act_and_return, administrator_required

#: How many waiting accounts stand on the page; the next come up as these are answered.
WAITING_SHOWN = 30


@administrator_required
def look_after(request, organisation):
    """Show who waits to be let in, oldest first, and the people of the Organisation."""
    return show_look_after(request, organisation)


def show_look_after(request, organisation, *, declining: tuple[int, AnswerForm] | None = None):
    """Draw the page, with a form in it that was not right."""
    people = User.objects.visible_to(request.user).filter(organisation=organisation)
    known = Case(When(is_confirmed(organisation), then=Value(True)), default=Value(False))
    people = people.annotate(is_known=known)
    seats = seats_of(organisation)
    membership = seats.membership
    context = {
        "organisation": organisation,
        "applicants": waiting_at(organisation)[:WAITING_SHOWN],
        "claims": claims_with_forms(organisation, declining),
        "failed_form": declining[1] if declining else None,
        "domains": organisation.domains.all(),
        "membership": membership,
        "openings": [
            each.label for each in Opening if membership and membership.does_open(each, localdate())
        ],
        "seats": seats,
        "page_obj": page_of(request, people.select_related("administrator").order_by("name", "pk")),
    }
    status = 422 if declining else 200
    return render(request, "organisations/look_after.html", context, status=status)


def claims_with_forms(organisation, failed: tuple[int, AnswerForm] | None = None) -> list[Claim]:
    """Give the first claims that wait, each with the form beside it and whether an address speaks for it."""
    known = Exists(User.objects.filter(is_at_home(organisation), pk=OuterRef("user")))
    claims = list(Claim.objects.for_answering(organisation).annotate(is_at_home=known)[:WAITING_SHOWN])
    for claim in claims:
        is_failed = failed is not None and failed[0] == claim.pk
        claim.form = failed[1] if failed and is_failed else AnswerForm(prefix=f"claim-{claim.pk}")
    return claims


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
    person = _colleague(request, organisation, pk)
    context = {
        "organisation": organisation,
        "person": person,
        "is_known": works_there_for_sure(person, organisation),
    }
    return render(request, "organisations/colleague.html", context)


@require_POST
@administrator_required
def colleague_approve(request, organisation, pk):
    """Let somebody who waits in: one press."""
    person = applicants_at(organisation).filter(pk=pk).first() or _colleague(request, organisation, pk)
    return act_and_return(
        request,
        organisation,
        f"{person} is let in. We have written to them.",
        lambda: actions.approve_colleague(
            organisation=organisation, colleague=person, by=request.user, approved_at=now()
        ),
    )


@require_POST
@administrator_required
def colleague_confirm(request, organisation, pk):
    """Take that somebody works here for sure."""
    person = _colleague(request, organisation, pk)
    return act_and_return(
        request,
        organisation,
        f"Noted: {person} works for {organisation}.",
        lambda: actions.confirm_colleague(
            organisation=organisation, colleague=person, by=request.user, confirmed_at=now()
        ),
    )


@require_POST
@administrator_required
def colleague_left(request, organisation, pk):
    """Take that somebody works here no more."""
    person = _colleague(request, organisation, pk)
    return act_and_return(
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
    return act_and_return(
        request,
        organisation,
        f"{person} looks after {organisation} now. We have written to them.",
        lambda: actions.hand_over(
            organisation=organisation, colleague=person, by=request.user, handed_over_at=now()
        ),
    )


def _colleague(request, organisation: Organisation, pk: int) -> User:
    people = User.objects.visible_to(request.user).select_related("organisation", "administrator")
    return get_object_or_404(people, pk=pk, organisation=organisation)
