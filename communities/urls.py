"""Addresses of people, organisations and communities."""

from django.urls import path

app_name = "communities"
urlpatterns: list = []
