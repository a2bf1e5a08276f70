"""The directory of organisations."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from communities import directory
from communities.facets import ORGANISATIONS, Finding
from communities.likeness import WAYS, Alike, organisations_like, reasons_for
from communities.likeness_forms import LikenessForm
from communities.models import Organisation, User
from communities.paging import page_of
from communities.permissions import can_take_part
from communities.sharers import SHORT_LIST


@login_required
def organisation_list(request):
    """List organisations by name, narrowed by what the address says; how many people, to those who may see people."""
    held = directory.current()
    why = reasons_for(request.user, held)
    more = {"like": {"mine": held.organisations.of_keys(why)}}
    finding = Finding(held, held.organisations, ORGANISATIONS, request.GET, more=more)
    page = page_of(request, finding.keys)
    organisations = Organisation.objects.prefetch_related("places").in_bulk(list(page.object_list))
    page.object_list = [organisations[key] for key in page.object_list if key in organisations]
    if finding.chosen_keys["like"]:
        for organisation in page.object_list:
            organisation.why = why.get(organisation.pk, [])
    if can_take_part(request.user):
        unseen = Counter(
            User.objects.unlisted_to(request.user).approved().listed().values_list("organisation", flat=True)
        )
        for organisation in page.object_list:
            organisation.people_count = held.people_counts[organisation.pk] - unseen[organisation.pk]
    return render(request, "communities/organisation_list.html", {"finding": finding, "page_obj": page})


@login_required
def organisation_detail(request, slug):
    """Show an organisation, and its people to those who may see people."""
    organisation = get_object_or_404(Organisation, slug=slug)
    people = User.objects.none()
    if can_take_part(request.user):
        people = (
            User.objects.visible_to(request.user).listed_to(request.user).filter(organisation=organisation)
        )
    people = people.select_related("organisation", "place").order_by("name", "pk")
    context = {
        "organisation": organisation,
        "page_obj": page_of(request, people),
        "alike": _rows(organisations_like(organisation.pk, directory.current(), most=SHORT_LIST)),
    }
    return render(request, "communities/organisation_detail.html", context)


@login_required
def organisation_like(request, slug):
    """List the organisations that are like one, with why, by what the address lets count."""
    organisation = get_object_or_404(Organisation, slug=slug)
    form = LikenessForm(request.GET, organisation=organisation)
    ways = form.cleaned_data["by"] if form.is_valid() else []
    if form.is_valid() and form.cleaned_data["to"] != organisation:
        query = urlencode({"by": ways}, doseq=True)
        return redirect(
            f"{reverse('communities:organisation-like', args=[form.cleaned_data['to'].slug])}?{query}"
        )
    found = organisations_like(organisation.pk, directory.current(), ways or WAYS)
    context = {
        "organisation": organisation,
        "form": form,
        "rows": _rows(found),
        "ways": ways,
        "is_inside": can_take_part(request.user),
    }
    return render(request, "communities/organisation_like.html", context)


def _rows(found: list[Alike]) -> list[tuple[Organisation, list[str]]]:
    """Give each as it is now, with why. One query more for their places."""
    rows = Organisation.objects.prefetch_related("places").in_bulk([alike.pk for alike in found])
    return [(rows[alike.pk], alike.reasons) for alike in found if alike.pk in rows]
