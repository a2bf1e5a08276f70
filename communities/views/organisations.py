"""The directory of organisations."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render

from communities.forms import OrganisationSearchForm
from communities.models import Organisation, User
from communities.paging import page_of
from communities.permissions import can_take_part


@login_required
def organisation_list(request):
    """List organisations by name, found by name and sector; how many people, to those who may see people."""
    form = OrganisationSearchForm(request.GET)
    form.is_valid()
    organisations = Organisation.objects.prefetch_related("places").order_by("name", "pk")
    if can_take_part(request.user):
        people = Q(people__approved_at__isnull=False, people__is_active=True, people__is_listed=True)
        organisations = organisations.annotate(people_count=Count("people", filter=people))
    for word in form.cleaned_data.get("q", "").split():
        organisations = organisations.filter(name__icontains=word)
    if form.cleaned_data.get("sector"):
        organisations = organisations.filter(sector=form.cleaned_data["sector"])
    context = {"form": form, "page_obj": page_of(request, organisations)}
    return render(request, "communities/organisation_list.html", context)


@login_required
def organisation_detail(request, slug):
    """Show an organisation, and its people to those who may see people."""
    organisation = get_object_or_404(Organisation, slug=slug)
    people = User.objects.none()
    if can_take_part(request.user):
        people = User.objects.visible_to(request.user).listed().filter(organisation=organisation)
    context = {"organisation": organisation, "page_obj": page_of(request, people.order_by("name", "pk"))}
    return render(request, "communities/organisation_detail.html", context)
