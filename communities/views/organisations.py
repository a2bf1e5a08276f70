"""The directory of organisations."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from communities import directory
from communities.facets import ORGANISATIONS, Finding
from communities.models import Organisation, User
from communities.paging import page_of
from communities.permissions import can_take_part


@login_required
def organisation_list(request):
    """List organisations by name, narrowed by what the address says; how many people, to those who may see people."""
    held = directory.current()
    finding = Finding(held, held.organisations, ORGANISATIONS, request.GET)
    page = page_of(request, finding.keys)
    organisations = Organisation.objects.prefetch_related("places").in_bulk(list(page.object_list))
    page.object_list = [organisations[key] for key in page.object_list if key in organisations]
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
    context = {"organisation": organisation, "page_obj": page_of(request, people)}
    return render(request, "communities/organisation_detail.html", context)
