"""What is new for one person, in every Community at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from communities.paging import page_of
from discussions.models import Thread

PAGE_SIZE = 30


@login_required
def news(request: HttpRequest) -> HttpResponse:
    """List conversations with something new, and above them where one was mentioned."""
    threads = Thread.objects.news_for(request.user).for_list().latest_first()
    context = {"page_obj": page_of(request, threads, PAGE_SIZE), "tab": "news"}
    return render(request, "discussions/news.html", context)


@login_required
def digest(request: HttpRequest) -> HttpResponse:
    """List what is unread in the conversations one wants gathered, not told."""
    threads = Thread.objects.digest_of(request.user).for_list().latest_first()
    context = {"page_obj": page_of(request, threads, PAGE_SIZE), "tab": "digest"}
    return render(request, "discussions/digest.html", context)
