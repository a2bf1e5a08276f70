"""Rules that every template of the house keeps."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR) / "templates"
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
INLINE_STYLE = re.compile(r"<style\b|<[^>]+\sstyle\s*=", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]+\son[a-z]+\s*=|javascript:", re.IGNORECASE)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
ELSEWHERE = re.compile(r"""<(?:link|script|img|iframe|source)\b[^>]*(?:src|href)=["'](?:https?:)?//""")
OPENING = re.compile(r"({% (extends|load) [^%]*%}\s*)*({#|{% comment %})")


def templates() -> dict[str, str]:
    """Give the source of each template a browser meets, comments left out, by its name.

    Mail is written by other rules: its readers need styles in the text.
    """
    paths = (path for path in ROOT.rglob("*.html") if "email" not in path.parts)
    return {str(path.relative_to(ROOT)): COMMENT.sub("", path.read_text()) for path in sorted(paths)}


def inline_scripts(source: str) -> list[str]:
    """List the scripts that stand in the page instead of in a file; what is only read as data runs nowhere."""
    return [
        body
        for attributes, body in SCRIPT.findall(source)
        if ("src=" not in attributes or body.strip()) and 'type="application/json"' not in attributes
    ]


def test_no_template_holds_a_style_or_a_script_of_its_own():
    offenders = [
        name
        for name, source in templates().items()
        if INLINE_STYLE.search(source) or HANDLER.search(source) or inline_scripts(source)
    ]

    assert offenders == []


def test_no_template_asks_another_host_for_anything():
    assert [name for name, source in templates().items() if ELSEWHERE.search(source)] == []


def test_every_component_and_fragment_opens_with_what_it_takes():
    pieces = {*ROOT.glob("components/*.html"), *ROOT.rglob("_*.html")}

    assert [
        str(path.relative_to(ROOT)) for path in sorted(pieces) if not OPENING.match(path.read_text())
    ] == []
