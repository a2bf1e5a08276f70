"""The addresses of the search."""

from django.urls import path

from finding import views

app_name = "finding"

urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("alike/", views.alike, name="alike"),
]
