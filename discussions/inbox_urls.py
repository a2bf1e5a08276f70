"""Addresses of what waits for one person, below /inbox/."""

from django.urls import path

from discussions.views import inbox

app_name = "inbox"

urlpatterns = [
    path("drafts/", inbox.draft_list, name="draft-list"),
    path("drafts/save/", inbox.draft_save, name="draft-save"),
    path("drafts/<int:pk>/discard/", inbox.draft_discard, name="draft-discard"),
    path("mentions/<int:pk>/", inbox.mention_open, name="mention-open"),
]
