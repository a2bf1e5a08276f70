"""Addresses of files, folders and pins, below /communities/."""

from django.urls import path

from files.views import changing, folders, lists, pins, sending

app_name = "files"

urlpatterns = [
    path("<slug:slug>/files/", lists.file_list, name="file-list"),
    path("<slug:slug>/files/add/", changing.file_add, name="file-add"),
    path("<slug:slug>/files/folders/add/", folders.folder_add, name="folder-add"),
    path("<slug:slug>/files/folders/<int:pk>/", lists.folder, name="folder"),
    path("<slug:slug>/files/folders/<int:pk>/edit/", folders.folder_edit, name="folder-edit"),
    path("<slug:slug>/files/<uuid:file>/", lists.file_detail, name="file-detail"),
    path("<slug:slug>/files/<uuid:file>/edit/", changing.file_edit, name="file-edit"),
    path("<slug:slug>/files/<uuid:file>/delete/", changing.file_delete, name="file-delete"),
    path("<slug:slug>/files/<uuid:file>/hide/", changing.file_hide, name="file-hide"),
    path("<slug:slug>/files/<uuid:file>/restore/", changing.file_restore, name="file-restore"),
    path("<slug:slug>/files/<uuid:file>/pin/", pins.file_pin, name="file-pin"),
    path("<slug:slug>/files/<uuid:file>/versions/add/", changing.version_add, name="version-add"),
    path("<slug:slug>/files/<uuid:file>/use/", changing.version_choose, name="version-choose"),
    path(
        "<slug:slug>/files/<uuid:file>/versions/<int:number>/thumbnail/",
        sending.version_thumbnail,
        name="version-thumbnail",
    ),
    path("<slug:slug>/files/<uuid:file>/versions/<int:number>/<str:name>", sending.version, name="version"),
    path("<slug:slug>/look-after/pins/", pins.pin_list, name="pin-list"),
    path("<slug:slug>/look-after/pins/page/", pins.page_pin, name="page-pin"),
    path("<slug:slug>/look-after/pins/<int:pk>/move/", pins.pin_move, name="pin-move"),
    path("<slug:slug>/look-after/pins/<int:pk>/remove/", pins.pin_remove, name="pin-remove"),
]
