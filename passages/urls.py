"""Addresses of paragraphs that people talk about, below /passages/."""

from django.urls import path

from passages import views

app_name = "passages"

urlpatterns = [path("<int:page>/<uuid:block>/", views.part, name="part")]
