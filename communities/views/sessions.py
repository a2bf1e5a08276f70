"""Where one is signed in, and how to sign out there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from communities import actions
from communities.sessions import device_words, sessions_of


@login_required
def session_list(request):
    """List one's own sign-ins, this one first."""
    here = request.session.session_key
    sessions = sorted(sessions_of(request.user), key=lambda session: session.session_key != here)
    for session in sessions:
        session.device = device_words(session.user_agent)
        session.is_this_one = session.session_key == here
    others = [session for session in sessions if not session.is_this_one]
    context = {"sessions": sessions, "has_others": bool(others)}
    return render(request, "communities/session_list.html", context)


@require_POST
@login_required
def session_end(request, pk):
    """End one sign-in; this one ends by signing out."""
    chosen = [session for session in _others(request) if session.pk == pk]
    return _end(request, chosen)


@require_POST
@login_required
def session_end_others(request):
    """End every sign-in but this one."""
    return _end(request, _others(request))


def _others(request) -> list:
    here = request.session.session_key
    return [session for session in sessions_of(request.user) if session.session_key != here]


def _end(request, sessions):
    if actions.end_sessions(user=request.user, sessions=sessions):
        messages.success(request, "Signed out there. If you did not know that sign-in, change your password.")
    else:
        messages.info(request, "You are not signed in there any more.")
    return redirect("sessions:session-list")
