"""Addresses of what readers say of guidance, below /useful/."""

from django.urls import path

from freshness import views

app_name = "freshness"
urlpatterns = [
    path("changes/seen/", views.changes_seen, name="changes-seen"),
    path("changes/<int:pk>/", views.change_open, name="change-open"),
    path("<int:page>/", views.feedback, name="feedback"),
    path("<int:page>/leave-alone/", views.leave_alone, name="leave-alone"),
]
