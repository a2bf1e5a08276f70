"""Addresses of paragraphs that people talk about and of what was changed in them, below /passages/."""

from django.urls import path

from passages import views

app_name = "passages"

urlpatterns = [
    path("<int:page>/<uuid:block>/", views.part, name="part"),
    path("updates/<uuid:pk>/", views.update, name="update"),
]
