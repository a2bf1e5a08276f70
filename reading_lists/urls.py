"""Addresses of what people keep to read, below /reading-lists/."""

from django.urls import path

from reading_lists import views

app_name = "reading-lists"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("new/", views.list_new, name="list-new"),
    path("pages/<int:page>/", views.page_choose, name="page-choose"),
    path("pages/<int:page>/save/", views.page_save, name="page-save"),
    path("pages/<int:page>/follow/", views.page_follow, name="page-follow"),
    path("<uuid:key>/", views.list_detail, name="list-detail"),
    path("<uuid:key>/edit/", views.list_edit, name="list-edit"),
    path("<uuid:key>/delete/", views.list_delete, name="list-delete"),
    path("<uuid:key>/remove/<int:page>/", views.page_remove, name="page-remove"),
]
