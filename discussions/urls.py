"""Addresses of threads and posts, below /communities/."""

from django.urls import path

from discussions.views import (
    announcing,
    files,
    following,
    holding,
    lists,
    managing,
    mentions,
    moves,
    posts,
    reading,
    saving,
    sharing,
    summaries,
    threads,
)

app_name = "discussions"

urlpatterns = [
    path("start/", lists.start_anywhere, name="start-anywhere"),
    path("<slug:slug>/threads/", lists.thread_list, name="thread-list"),
    path("<slug:slug>/threads/start/", lists.thread_start, name="thread-start"),
    path("<slug:slug>/threads/start/people/", mentions.community_people, name="start-people"),
    path("<slug:slug>/threads/follow/", following.community_follow, name="community-follow"),
    path("<slug:slug>/threads/read/", reading.community_read, name="community-read"),
    path("<slug:slug>/threads/activity/", lists.activity, name="activity"),
    path("<slug:slug>/threads/files/", files.file_upload, name="file-upload"),
    path("<slug:slug>/threads/files/<uuid:file>/discard/", files.file_discard, name="file-discard"),
    path("<slug:slug>/threads/<int:pk>/", threads.thread_number, name="thread-number"),
    path("<slug:slug>/threads/<int:pk>/reply/", threads.thread_reply, name="thread-reply"),
    path("<slug:slug>/threads/<int:pk>/changes/", threads.thread_changes, name="thread-changes"),
    path("<slug:slug>/threads/<int:pk>/standing/", threads.thread_standing, name="thread-standing"),
    path("<slug:slug>/threads/<int:pk>/read/", reading.thread_read, name="thread-read"),
    path("<slug:slug>/threads/<int:pk>/follow/", following.thread_follow, name="thread-follow"),
    path("<slug:slug>/threads/<int:pk>/manage/", managing.thread_manage, name="thread-manage"),
    path("<slug:slug>/threads/<int:pk>/summary/", summaries.thread_summary, name="thread-summary"),
    path("<slug:slug>/threads/<int:pk>/summary/history/", summaries.summary_history, name="summary-history"),
    path("<slug:slug>/threads/<int:pk>/move/", moves.thread_move, name="thread-move"),
    path("<slug:slug>/threads/shared/<int:pk>/remove/", sharing.share_remove, name="share-remove"),
    path("<slug:slug>/threads/<int:pk>/share/", sharing.thread_share, name="thread-share"),
    path("<slug:slug>/threads/<int:pk>/split/", moves.thread_split, name="thread-split"),
    path("<slug:slug>/threads/<int:pk>/merge/", moves.thread_merge, name="thread-merge"),
    path("<slug:slug>/threads/<int:pk>/announce/", announcing.thread_announce, name="thread-announce"),
    path(
        "<slug:slug>/threads/<int:pk>/announce/progress/",
        announcing.announce_progress,
        name="announce-progress",
    ),
    path("<slug:slug>/threads/<int:pk>/slow/", managing.thread_slow, name="thread-slow"),
    path("<slug:slug>/threads/<int:pk>/lock/", managing.thread_lock, name="thread-lock"),
    path("<slug:slug>/threads/<int:pk>/pin/", managing.thread_pin, name="thread-pin"),
    path("<slug:slug>/threads/<int:pk>/put-aside/", managing.thread_put_aside, name="thread-put-aside"),
    path("<slug:slug>/threads/<int:pk>/people/", mentions.thread_people, name="thread-people"),
    path("<slug:slug>/threads/<int:pk>/posts/", threads.thread_posts, name="thread-posts"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/", posts.post_detail, name="post-detail"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/history/", posts.post_history, name="post-history"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/edit/", posts.post_edit, name="post-edit"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/delete/", posts.post_delete, name="post-delete"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/answer/", posts.post_answer, name="post-answer"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/react/", posts.post_react, name="post-react"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/save/", saving.post_save, name="post-save"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/unread/", reading.post_unread, name="post-unread"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/asker/", holding.post_asker, name="post-asker"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/hide/", posts.post_hide, name="post-hide"),
    path("<slug:slug>/threads/<int:pk>/posts/<int:number>/restore/", posts.post_restore, name="post-restore"),
    path(
        "<slug:slug>/threads/<int:pk>/posts/<int:number>/files/<uuid:file>/thumbnail/",
        files.file_thumbnail,
        name="file-thumbnail",
    ),
    path(
        "<slug:slug>/threads/<int:pk>/posts/<int:number>/files/<uuid:file>/<str:name>",
        files.file_detail,
        name="file",
    ),
    path(
        "<slug:slug>/look-after/held/<int:pk>/let-through/", holding.held_let_through, name="held-let-through"
    ),
    path("<slug:slug>/look-after/held/<int:pk>/give-back/", holding.held_turn_back, name="held-turn-back"),
    path(
        "<slug:slug>/look-after/held/<int:pk>/files/<uuid:file>/<str:name>",
        holding.held_file,
        name="held-file",
    ),
    # Last: the words of the title take whatever the others left.
    path("<slug:slug>/threads/<int:pk>/<slug:words>/", threads.thread_detail, name="thread-detail"),
]
