"""The directory of people, profiles, and one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render

from communities import actions, directory
from communities.facets import PEOPLE, Finding
from communities.forms import ProfileForm
from communities.likeness import reasons_for
from communities.models import Community, Invitation, Membership, Quiet, User
from communities.paging import page_of
from communities.permissions import sees_name_alone
from communities.views.doors import take_part_required


@take_part_required
def person_list(request):
    """List the people of the network by name, narrowed by what the address says."""
    held = directory.current()
    leads = held.people.of_keys(
        Membership.objects.leads_known_to(request.user).values_list("user", flat=True)
    )
    unseen = held.people.of_keys(User.objects.unlisted_to(request.user).values_list("pk", flat=True))
    why = reasons_for(request.user, held)
    alike = User.objects.filter(organisation__in=why).values_list("pk", flat=True) if why else ()
    more = {"here": {"lead": leads}, "like": {"mine": held.people.of_keys(alike)}}
    finding = Finding(held, held.people, PEOPLE, request.GET, more=more, without=unseen)
    page = page_of(request, finding.keys)
    # Asked again: the directory says whom it knew a moment ago, this who may be shown now.
    people = (
        User.objects.visible_to(request.user).listed_to(request.user).select_related("organisation", "place")
    )
    people = people.prefetch_related("tagged_items__tag").in_bulk(list(page.object_list))
    page.object_list = [people[key] for key in page.object_list if key in people]
    if finding.chosen_keys["like"]:
        for person in page.object_list:
            person.why = why.get(person.organisation_id, [])
    return render(request, "communities/person_list.html", {"finding": finding, "page_obj": page})


@login_required
def person_detail(request, pk):
    """Show what one person says about themselves, and the Communities both belong to."""
    person = get_object_or_404(
        User.objects.visible_to(request.user)
        .select_related("organisation", "place")
        .prefetch_related("tagged_items__tag"),
        pk=pk,
    )
    shared = Community.objects.with_membership_of(request.user).with_membership_of(person)
    is_me = person.pk == request.user.pk
    topics = list(person.tagged_items.all())
    if not is_me and sees_name_alone(request.user, person):
        # Emptied here, so that the page is that of somebody who wrote nothing, to the last byte. What stands beside
        # each of their posts stays: a page without it would be the one sign of a block.
        topics, person.place = [], None
        person.about = person.former_place = person.work_role = person.can_help_with = ""
    context = {
        "person": person,
        "topics": topics,
        "communities": shared,
        "is_me": is_me,
        "quiet": Quiet.objects.by(request.user).filter(other=person).first(),
    }
    return render(request, "communities/person_detail.html", context)


@login_required
def profile_edit(request):
    """Change one's own profile."""
    form = ProfileForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method != "POST":
        return render(request, "communities/profile_edit.html", {"form": form})
    if not form.is_valid():
        return render(request, "communities/profile_edit.html", {"form": form}, status=422)
    values = dict(form.cleaned_data)
    try:
        user = actions.update_profile(
            user=request.user,
            expertise=list(values.pop("expertise")),
            photo=values.pop("photo"),
            is_photo_removed=values.pop("remove_photo", False),
            values=values,
        )
    except PermissionDenied as refusal:
        form.add_error(None, str(refusal))
        return render(request, "communities/profile_edit.html", {"form": form}, status=422)
    messages.success(request, "Your profile is saved.")
    return redirect(user)


@login_required
def person_photo(request, pk, version):
    """Serve somebody's photo to those who may see their profile."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk, card_version=version)
    if not person.photo:
        raise Http404
    try:
        file = person.photo.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/webp")


@login_required
def waiting(request):
    """Say that staff have not let this account in yet, and what one can do meanwhile."""
    if request.user.is_approved:
        return redirect("/")
    return render(
        request,
        "communities/waiting.html",
        {
            "communities": Community.objects.filter(privacy=Community.Privacy.OPEN),
            "invitations": Invitation.objects.standing()
            .of_person(request.user)
            .from_able()
            .select_related("community"),
        },
    )
