"""Addresses of one's own sign-ins. They stand before allauth's, whose page knows less."""

from django.urls import path

from communities.views import sessions

app_name = "sessions"
urlpatterns = [
    path("", sessions.session_list, name="session-list"),
    path("others/end/", sessions.session_end_others, name="session-end-others"),
    path("<int:pk>/end/", sessions.session_end, name="session-end"),
]
