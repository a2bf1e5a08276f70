"""The directory of people, profiles, and one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render

from communities import actions
from communities.forms import PeopleSearchForm, ProfileForm
from communities.models import Community, Invitation, User
from communities.paging import page_of
from communities.views.doors import take_part_required


@take_part_required
def person_list(request):
    """List the people of the network by name, found by name, topic, sector and the offer of help."""
    form = PeopleSearchForm(request.GET)
    form.is_valid()
    people = User.objects.visible_to(request.user).listed().select_related("organisation")
    people = people.prefetch_related("tagged_items__tag")
    asked = form.cleaned_data
    if asked.get("q"):
        people = people.named_like(asked["q"])
    if asked.get("topic"):
        people = people.filter(tagged_items__tag=asked["topic"])
    if asked.get("sector"):
        people = people.filter(organisation__sector=asked["sector"])
    if asked.get("help"):
        people = people.offering_help()
    return render(
        request, "communities/person_list.html", {"form": form, "page_obj": page_of(request, people)}
    )


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
    context = {"person": person, "communities": shared, "is_me": person.pk == request.user.pk}
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
        form.add_error("organisation", str(refusal))
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
