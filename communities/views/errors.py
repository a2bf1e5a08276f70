"""Pages for what went wrong before any view was asked."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """Say kindly that the page was open too long, and keep what was typed."""
    return render(request, "403_csrf.html", status=403)
