"""A guide as a booklet: a PDF, made beside the pages by WeasyPrint where the hub has it.

What a PDF says cannot be taken back, so it is made of what everybody may read, and given out only while the guide
says the same: each request draws the guide's words anew, as its page does, and compares. A chapter that went behind
a privacy setting, or words that somebody took back, are in no booklet from that moment.

WeasyPrint is a program beside the hub (`WEASYPRINT`), in a process of its own with a ceiling on time and memory. It
is handed one document that holds its pictures and styles, so there is nothing for it to fetch.
"""

from __future__ import annotations

import base64
import mimetypes
import re
import subprocess
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from resources import links
from resources.files import can_have_file
from resources.models import Booklet, GuidanceRendition, GuidePage

MAX_SECONDS = 120
MAX_MEMORY_KB = 2 * 1024**2
#: How long one that was asked for is waited for, before it is asked for again.
PATIENCE = timedelta(minutes=10)

#: A picture of the hub, in the last of the formats a page offers, which every reader of PDF knows.
PICTURE = re.compile(r"<picture>.*?(<img\b[^>]*>)\s*</picture>", re.DOTALL)
IMAGE = re.compile(r"<img\b[^>]*>")
#: Its sizes, the widest last (`srcset`), with the one that older browsers take (`src`).
SIZES = re.compile(r'(?<=["\s])/media/(images/[^"?\s]+)')
#: As `_with_open_pictures` writes them.
EMBEDDED = re.compile(r'(?<=<img )src="/media/(images/[^"]+)"')
ALT = re.compile(r'\balt="[^"]*"')


def is_set_up() -> bool:
    """Has this hub a WeasyPrint?"""
    return bool(settings.WEASYPRINT)


def is_offered(guide: GuidePage) -> bool:
    """Is there a booklet of this guide? Only of one that everybody may read."""
    return is_set_up() and guide.is_open


def words_of(guide: GuidePage) -> str:
    """Draw a guide with all chapters as somebody reads it who has not signed in."""
    request = HttpRequest()
    request.META |= {"SERVER_NAME": urlsplit(settings.SITE_URL).hostname, "SERVER_PORT": "443"}
    request.method, request.user = "GET", AnonymousUser()
    links.remember_targets(guide, request)
    context = guide.get_context(request, whole=True)
    return _with_open_pictures(
        render_to_string("resources/guide_booklet.html", context | {"styles": _styles()})
    )


def current(guide: GuidePage) -> Booklet | None:
    """Give the booklet of a guide if it says what the guide says now."""
    return _made_of(guide, words_of(guide))


def _made_of(guide: GuidePage, words: str) -> Booklet | None:
    kept = Booklet.objects.filter(guide=guide, digest=_digest_of(words)).exclude(file="").first()
    return kept if kept and kept.file.storage.exists(str(kept.file)) else None


def _digest_of(words: str) -> str:
    return sha256(words.encode()).hexdigest()


def drop(guide: GuidePage) -> None:
    """Delete what was made of a guide's words as they were."""
    for kept in Booklet.objects.filter(guide=guide).exclude(file=""):
        kept.file.delete(save=False)
        Booklet.objects.filter(pk=kept.pk).update(file="", digest="")


def ask_for(guide: GuidePage, *, at: datetime) -> None:
    """Have one made beside the pages instead of one that says something else, unless that was asked a moment ago."""
    from resources.tasks import make_booklet  # which makes it with what stands here

    drop(guide)
    Booklet.objects.get_or_create(guide=guide)
    waited_for_long = Q(asked_at=None) | Q(asked_at__lt=at - PATIENCE)
    if Booklet.objects.filter(waited_for_long, guide=guide).update(asked_at=at):
        transaction.on_commit(partial(make_booklet.enqueue, guide.pk), robust=True)


def make(guide: GuidePage) -> None:
    """Make the booklet of a guide, if it is not there.

    Raises CalledProcessError, TimeoutExpired or OSError where WeasyPrint failed.
    """
    if not is_offered(guide):
        return
    words = words_of(guide)
    if _made_of(guide, words):
        return
    pdf = _print(_with_pictures(words))
    kept, _ = Booklet.objects.get_or_create(guide=guide)
    if kept.file:
        kept.file.delete(save=False)
    kept.digest, kept.asked_at = _digest_of(words), None
    kept.file.save(f"{guide.pk}.pdf", ContentFile(pdf))


def _print(html: str) -> bytes:
    program = [
        settings.WEASYPRINT,
        "--quiet",
        "--encoding",
        "utf-8",
        "--base-url",
        settings.SITE_URL,
        "-",
        "-",
    ]
    answer = subprocess.run(  # noqa: S603  # a program the deployer names, and no words of anybody's
        # The shell sets the ceiling: a function run in the child before it starts is not safe beside threads.
        ["/bin/sh", "-c", 'ulimit -v "$0" && exec "$@"', str(MAX_MEMORY_KB), *program],
        input=html.encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=MAX_SECONDS,
        check=True,
    )
    return answer.stdout


def _with_open_pictures(html: str) -> str:
    """Name of each picture one file, and leave out those that not everybody may have, and whatever is not the hub's."""
    html = PICTURE.sub(r"\1", html)
    names = {_name_in(image) for image in IMAGE.findall(html)} - {""}
    sizes = GuidanceRendition.objects.filter(file__in=names).select_related("image__collection")
    is_open = {size.file.name: can_have_file(AnonymousUser(), size.image) for size in sizes}

    def one_file(image: re.Match[str]) -> str:
        name, alt = _name_in(image.group()), ALT.search(image.group())
        return f'<img src="/media/{name}" {alt.group() if alt else ""}>' if is_open.get(name) else ""

    return IMAGE.sub(one_file, html)


def _name_in(image: str) -> str:
    """Give the widest of a picture's files."""
    sizes = SIZES.findall(image)
    return unquote(sizes[-1] if "srcset" in image else sizes[0]) if sizes else ""


def _with_pictures(html: str) -> str:
    """Put the pictures into the document, so that nothing is fetched."""
    return EMBEDDED.sub(_embedded, html)


def _embedded(source: re.Match[str]) -> str:
    name = source.group(1)
    if not default_storage.exists(name):
        return 'src=""'
    with default_storage.open(name) as file:
        data = base64.b64encode(file.read()).decode()
    return f'src="data:{mimetypes.guess_type(name)[0]};base64,{data}"'


def _styles() -> SafeString:
    """Give the styles as an element: a file of its own would have to be fetched."""
    return format_html(
        "<style>{}</style>", mark_safe(render_to_string("resources/booklet.css", {"typefaces": _typefaces()}))
    )


def _typefaces() -> list[dict]:
    """Give the typefaces of guidance and of controls, where this machine has them."""
    faces = [
        ("Lora", "normal", "fonts/lora/Lora[wght].ttf"),
        ("Lora", "italic", "fonts/lora/Lora-Italic[wght].ttf"),
        ("Public Sans", "normal", "fonts/public-sans/PublicSans[wght].ttf"),
    ]
    found = ((family, style, finders.find(path)) for family, style, path in faces)
    return [{"family": family, "style": style, "path": path} for family, style, path in found if path]
