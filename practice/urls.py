"""Addresses of what people tried, below /practice/."""

from django.urls import path

from practice.views import lists, records

app_name = "practice"
urlpatterns = [
    path("", lists.record_list, name="record-list"),
    path("export/", lists.record_export, name="record-export"),
    path("yours/", lists.own_records, name="own-records"),
    path("new/<int:page>/", records.record_new, name="record-new"),
    path("<int:pk>/", records.record_detail, name="record-detail"),
    path("<int:pk>/edit/", records.record_edit, name="record-edit"),
    path("<int:pk>/delete/", records.record_delete, name="record-delete"),
    path("<int:pk>/hide/", records.record_hide, name="record-hide"),
    path("<int:pk>/restore/", records.record_restore, name="record-restore"),
]
