"""The page bridge."""

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()


def page_bridge():
    return WSGIMiddleware(application, workers=settings.PAGE_THREADS)
