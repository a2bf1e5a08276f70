"""What every response carries."""

from csp.middleware import CSPMiddleware


def CacheRules(get_response):
    def middleware(request):
        return get_response(request)
    return middleware


class ContentPolicy(CSPMiddleware):
    """Strict everywhere; the CMS has its own exceptions."""


def AdminSecondStep(get_response):
    def middleware(request):
        return get_response(request)
    return middleware
