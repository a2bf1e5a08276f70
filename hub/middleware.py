"""What every response carries."""

import logging
from functools import lru_cache

from csp.constants import HEADER, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.utils.cache import has_vary_header, patch_vary_headers

from communities.public import HEADER as INNER_HEADER
from communities.second_step import lacks_second_step, lead_to_second_step
from communities.sessions import note_session
from hub.importmap import import_map

logger = logging.getLogger(__name__)


def CacheRules(get_response):  # noqa: N802  # stands among classes in MIDDLEWARE
    """Let nobody keep a response, but for marked public pages and files whose name changes with their content.

    Stands outermost, so it sees every cookie and every Vary. What still carries the inner header
    when it leaves here may be kept by `hub.pagecache`, and nothing else may.
    """

    def middleware(request):
        response = get_response(request)
        if INNER_HEADER in response:
            if _is_for_everybody(request, response):
                response["Cache-Control"] = "no-cache"  # kept, but asked about each time
                patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
                return response
            del response[INNER_HEADER]
        if not (request.path_info.startswith(_file_addresses()) and "Cache-Control" in response):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


def _is_for_everybody(request, response) -> bool:
    """Was this made for nobody in particular?

    Only without any cookie can we be sure: to somebody who has a CSRF cookie already, a page may
    show a token without setting or varying on anything.
    """
    if request.COOKIES or "Authorization" in request.headers or response.status_code != 200:
        return False
    if response.cookies or has_vary_header(response, "Cookie"):
        logger.warning(
            "%s is marked public, but asked for the reader's cookies; it is not kept.", _view_name(request)
        )
        return False
    return True


def _view_name(request) -> str:
    # The view's name, not the address: logs do not tell what somebody opened.
    return getattr(getattr(request, "resolver_match", None), "view_name", None) or "A page"


def _file_addresses() -> tuple[str, str]:
    return settings.STATIC_URL, settings.MEDIA_URL


#: What the CMS needs beyond the site's own policy: its choosers and panels print inline script,
#: its pictures are shown before they are saved, and its previews stand in a frame. No hash here:
#: one hash makes browsers ignore 'unsafe-inline'.
CMS_EXCEPTIONS = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}


class ContentPolicy(CSPMiddleware):
    """Strict everywhere: our own files, and the import map by its hash. The CMS has its exceptions.

    A page being previewed keeps the strict policy, but the CMS may show it in a frame.
    The words are put together once for each kind of page, not for each response.
    """

    def process_request(self, request):
        """Offer no nonce: a page kept for the next reader would carry yesterday's."""

    def process_response(self, request, response):
        if any(name.startswith("_csp_") for name in vars(response)):  # a view asked for its own
            return super().process_response(request, response)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own debug pages
            response.headers.setdefault(HEADER, _policy_for(_kind_of_page(request), import_map().csp_hash))
        return response

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        return PolicyParts(
            parts.config,
            _update_for(_kind_of_page(request), import_map().csp_hash) | (parts.update or {}),
            _replace_for(_kind_of_page(request)) | (parts.replace or {}),
        )


def _kind_of_page(request) -> str:
    if getattr(request, "is_preview", False):
        return "preview"
    return "cms" if request.path_info.startswith("/cms/") else "site"


def _update_for(kind: str, map_hash: str) -> dict[str, list[str]]:
    return {} if kind == "cms" else {"script-src": [map_hash]}


def _replace_for(kind: str) -> dict[str, list[str]]:
    return {"cms": CMS_EXCEPTIONS, "preview": {"frame-ancestors": [SELF]}}.get(kind, {})


@lru_cache(maxsize=8)
def _policy_for(kind: str, map_hash: str) -> str:
    return build_policy(update=_update_for(kind, map_hash), replace=_replace_for(kind))


class Authentication(AuthenticationMiddleware):
    """Django's own; but a browser that sent no session cookie is nobody, without opening a session.

    Opening one adds `Vary: Cookie`, and a public page could no longer be kept for everybody.
    """

    def process_request(self, request):
        super().process_request(request)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            request.user = AnonymousUser()


def SessionSeen(get_response):  # noqa: N802  # stands among classes in MIDDLEWARE
    """Keep when somebody was last here, for the list of their sign-ins."""

    def middleware(request):
        response = get_response(request)
        note_session(request)
        return response

    return middleware


def AdminSecondStep(get_response):  # noqa: N802  # stands among classes in MIDDLEWARE
    """Let a session into the CMS only when its own sign-in took a second step."""

    def middleware(request):
        if request.path_info.startswith("/cms/") and lacks_second_step(request):
            return lead_to_second_step(request, request.get_full_path())
        return get_response(request)

    return middleware
