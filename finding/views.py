"""The page of the search."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from communities.limits import TooOften, check_rate
from communities.viewers import viewer_of
from finding import searching, spelling, suggesting, synonyms
from finding.asking import read, words_of
from finding.forms import SearchForm
from finding.found import Kind, Scope
from finding.kinds import KINDS
from finding.searching import Results

#: How often one address may search without an account: a whole office may share it.
STRANGERS_LIMIT = "600/hour"
#: How often the page where somebody writes a title may ask for them.
WRITERS_LIMIT = "600/hour"
#: How often the search box may ask while one person, or one address without an account, types.
TYPING_LIMIT = "3000/hour"
#: What is shown beside a title that somebody writes, how many of each are looked at, and how many shown.
ALIKE, ALIKE_LOOKED_AT, ALIKE_ROWS = ("conversations", "guidance"), 10, 5


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find everything, or one kind of it, that whoever asks may see."""
    viewer = viewer_of(request)
    kind, page = request.GET.get("kind", ""), _page_of(request)
    if kind not in {"", *KINDS}:
        raise Http404
    form = SearchForm(request.GET, viewer=viewer)
    asked = form.asked
    context = {"form": form, "kind": kind, "asked": asked, "page": page, "last_page": searching.LAST_PAGE}
    if not form.is_valid():  # no such place: nothing is found there, whoever may know of it
        return _draw(request, context, KINDS.values(), [])
    scope = Scope(
        request,
        read(asked, synonyms.ways_of) if asked else read(""),
        words_of(asked),
        form.cleaned_data["community"],
        form.cleaned_data["topic"],
    )
    context["topic"] = scope.topic
    kinds = searching.kinds_for(scope)
    if not scope.words:
        return _draw(request, context, kinds, [])
    if not viewer.is_authenticated:
        try:
            check_rate("search-by-address", request.META.get("REMOTE_ADDR", ""), STRANGERS_LIMIT)
        except TooOften as refusal:
            return _draw(request, context | {"refusal": refusal}, kinds, [], status=429)
    results = [searching.find_page(KINDS[kind], scope, page=page)] if kind else searching.find_best(scope)
    if all(found.is_any or not found.rows for found in results):
        context["meant"] = spelling.suggest(scope.words)
    return _draw(request, context, kinds, results)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Give a few things that are called as somebody begins to type, and that they may see."""
    viewer = viewer_of(request)
    who = viewer.pk if viewer.is_authenticated else request.META.get("REMOTE_ADDR", "")
    try:
        check_rate("suggest", who, TYPING_LIMIT)
    except TooOften as refusal:
        return JsonResponse({"error": str(refusal)}, status=429)
    rows = suggesting.suggest(request, request.GET.get("q", ""))
    return JsonResponse({"rows": [asdict(row) for row in rows]})


@login_required
@require_safe
def alike(request: HttpRequest) -> JsonResponse:
    """Give what is like a title that somebody writes: a few conversations and pages they may read."""
    try:
        check_rate("alike", request.user.pk, WRITERS_LIMIT)
    except TooOften as refusal:
        return JsonResponse({"error": str(refusal)}, status=429)
    form = SearchForm(request.GET, viewer=request.user)
    scope = Scope(request, read(form.asked, synonyms.ways_of).any_of_it(), words_of(form.asked))
    found = [row for kind in ALIKE for row in searching.find_page(KINDS[kind], scope, ALIKE_LOOKED_AT).rows]
    rows = [row for row in found if row.is_called_so][:ALIKE_ROWS]  # one word in passing is like many titles
    return JsonResponse({"html": render_to_string("finding/_alike.html", {"rows": rows})})


def _draw(
    request: HttpRequest, context: dict, kinds: Iterable[Kind], results: list[Results], status: int = 200
) -> HttpResponse:
    """Draw what was found, with the ways to look elsewhere for the same words."""

    def address(kind: str, words: str | None = None) -> str:
        query = {"q": words or context["asked"], "kind": kind, **context["form"].places}
        return "?" + urlencode({name: value for name, value in query.items() if value})

    for found in results:
        found.address = address(found.kind.slug)
    context |= {
        "results": results,
        "is_empty": not any(found.rows for found in results),
        "is_narrowed": bool(context["kind"] or context["form"].places),
        "tabs": [(address(""), "Everything"), *((address(kind.slug), kind.label) for kind in kinds)],
        "here": address(context["kind"]),
        "meant_address": address(context["kind"], context.get("meant")),
        "everything_address": "?" + urlencode({"q": context["asked"]}),
    }
    return render(request, "finding/search.html", context, status=status)


def _page_of(request: HttpRequest) -> int:
    asked = request.GET.get("page") or "1"
    if not (
        asked.isascii() and asked.isdecimal() and len(asked) < 4 and 1 <= int(asked) <= searching.LAST_PAGE
    ):
        raise Http404("There is no such page.")
    return int(asked)
