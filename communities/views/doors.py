"""How a request comes to a page: signed in, let in, and to a Community it may know of."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from communities.models import Community
from communities.permissions import CannotTakePart, check_can_take_part


def take_part_required(view):
    """Lead people who wait for approval to the page that says so, and the signed-out to sign in."""

    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            check_can_take_part(request.user)
        except CannotTakePart:
            return redirect("communities:waiting")
        return view(request, *args, **kwargs)

    return guarded


def with_community(view):
    """Hand the view the Community of this slug, if the viewer may know of it; else not found.

    An address it had before leads on for good, again only for those who may know of it.
    """

    @wraps(view)
    def found(request, slug, **kwargs):
        visible = Community.objects.visible_to(request.user)
        community = visible.filter(slug=slug).first()
        if community is not None:
            return view(request, community, **kwargs)
        moved = visible.filter(former_slugs__slug=slug).first()
        if moved is None or request.method not in {"GET", "HEAD"}:
            raise Http404
        match = request.resolver_match
        address = reverse(match.view_name, kwargs=match.kwargs | {"slug": moved.slug})
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address, permanent=True)

    return found
