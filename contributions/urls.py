"""Addresses of words on their way into guidance, below /contributions/. None tells of the room they were said in."""

from django.urls import path

from contributions.views import answering, gathering

app_name = "contributions"
urlpatterns = [
    path("", answering.contribution_list, name="contribution-list"),
    path("<uuid:pk>/", answering.contribution_answer, name="contribution-answer"),
    path("<uuid:pk>/source/", answering.contribution_source, name="contribution-source"),
    path("from/<int:pk>/", gathering.gather, name="gather"),
    path("gathered/<int:pk>/", gathering.gathering_detail, name="gathering-detail"),
]
