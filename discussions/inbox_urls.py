"""Addresses of what waits for one person, below /inbox/."""

from django.urls import path

from discussions.views import holding, inbox, news, own_posts, reading, saving

app_name = "inbox"

urlpatterns = [
    path("", news.news, name="news"),
    path("digest/", news.digest, name="digest"),
    path("read/", reading.news_read, name="news-read"),
    path("digest/read/", reading.digest_read, name="digest-read"),
    path("saved/", saving.saved_list, name="saved-list"),
    path("saved/<int:pk>/remove/", saving.saved_remove, name="saved-remove"),
    path("posts/", own_posts.own_posts, name="own-posts"),
    path("posts/<int:pk>/delete/", own_posts.own_post_delete, name="own-post-delete"),
    path("held/<int:pk>/take-back/", holding.held_take_back, name="held-take-back"),
    path("drafts/", inbox.draft_list, name="draft-list"),
    path("drafts/save/", inbox.draft_save, name="draft-save"),
    path("drafts/<int:pk>/discard/", inbox.draft_discard, name="draft-discard"),
    path("mentions/<int:pk>/", inbox.mention_open, name="mention-open"),
]
