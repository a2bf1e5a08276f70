"""A page of nothing but the frame, for the tests of the frame."""

from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from hub.urls import urlpatterns as house

PAGE = """{% extends "base.html" %}{% block title %}A plain page{% endblock %}
{% block breadcrumb %}<li><a href="/communities/">Communities</a></li>{% endblock %}
{% block content %}<h1>A plain page</h1>{% endblock %}"""


def plain_page(request):
    return HttpResponse(engines["django"].from_string(PAGE).render({}, request))


def broken_page(request):
    raise RuntimeError("on purpose")


def preview_page(request):
    request.is_preview = True
    return plain_page(request)


urlpatterns = [
    path("plain/", plain_page),
    path("cms/plain/", plain_page),
    path("preview/", preview_page),
    path("broken/", csrf_exempt(broken_page)),
    *house,
]
