"""Addresses of what readers say of guidance, below /useful/."""

from django.urls import path

from freshness import views

app_name = "freshness"
urlpatterns = [
    path("<int:page>/", views.feedback, name="feedback"),
    path("<int:page>/leave-alone/", views.leave_alone, name="leave-alone"),
]
