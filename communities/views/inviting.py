"""What pages of inviting have in common, whatever people are invited to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.timezone import now

from communities.actions.inviting import ADDRESSES_A_DAY, Fate, addresses_left
from communities.arrival_forms import InvitationForm
from communities.paging import page_of
from communities.querysets import AddressInvitationQuerySet

#: The parts of the list, and what each is called.
SHOWN = {"waiting": "Not come yet", "in": "Came in", "ended": "Ended"}
#: Addresses, or lines, that the preview writes out under each heading; the others it counts.
PREVIEW_ROWS = 100
#: Invitations that one press on the list speaks of.
TICKED_AT_MOST = 100


def list_context(request: HttpRequest, here: AddressInvitationQuerySet) -> dict[str, Any]:
    """Give one part of a list of invitations; `?show=` chooses it, `?q=` searches. Raises Http404."""
    show, words = request.GET.get("show", "waiting"), request.GET.get("q", "").strip()
    if show not in SHOWN or "\0" in words:
        raise Http404
    rows = here.shown_as(show).select_related("invited_by")
    if words:
        rows = rows.filter(email__icontains=words)
    return {
        "page_obj": page_of(request, rows, 50),
        "show": show,
        "shown": SHOWN,
        "words": words,
        "progress": here.progress(),
    }


def form_context(request: HttpRequest, form: InvitationForm) -> dict[str, Any]:
    """Give the form with the lines it could not read, and how many addresses are left today."""
    return {
        "form": form,
        "bad": form.found.bad[:PREVIEW_ROWS] if form.is_bound and hasattr(form, "found") else [],
        "left": addresses_left(request.user, now()),
        "a_day": ADDRESSES_A_DAY,
    }


def form_to_change(form: InvitationForm) -> InvitationForm:
    """Give the form again with what was read out of it."""
    typed = {"addresses": "\n".join(form.found.addresses), "message": form.cleaned_data["message"]}
    return InvitationForm(initial=typed)


def preview_context(form: InvitationForm, fates: dict[str, Fate]) -> dict[str, Any]:
    """Give what would become of each address, by fate."""
    groups: dict[Fate, list[str]] = {fate: [] for fate in Fate}
    for email, fate in fates.items():
        groups[fate].append(email)
    return {
        "found": form.found,
        "typed": "\n".join(form.found.addresses),
        "message": form.cleaned_data["message"],
        "sending": groups.pop(Fate.SEND),
        "left_out": [(fate, emails) for fate, emails in groups.items() if emails],
        "rows": PREVIEW_ROWS,
    }


def ticked(request: HttpRequest) -> list[int]:
    """Give the ids of the invitations that were ticked."""
    pks = [int(pk) for pk in request.POST.getlist("pk") if pk.isascii() and pk.isdigit() and len(pk) < 19]
    return pks[:TICKED_AT_MOST]


def in_words(count: int) -> str:
    """Say how many invitations."""
    return f"{count:,} invitation{'' if count == 1 else 's'}"
