"""Pages for what went wrong before any view was asked."""

from django.shortcuts import render

#: The fields in which people write at length, and what to call them; never a password or a token.
WORDS = {"title": "Title", "body": "Your words", "request_note": "What you asked", "reason": "Reason"}


def csrf_failure(request, reason=""):
    """Say kindly that the page was open too long, and show what was typed, so that it can be copied.

    Only to a page of ours: words that another site sent here are not the person's own.
    """
    fields = []
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        fields = [(label, request.POST[name]) for name, label in WORDS.items() if request.POST.get(name)]
    return render(request, "403_csrf.html", {"form_fields": fields}, status=403)
