"""How a letter leaves: in plain text, from the hub, to one person."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from communities.models import User


def send_letter(name: str, to: User, **context) -> None:
    """Send the letter whose templates begin with this name: `…_subject.txt` and `…_message.txt`."""
    context |= {"to": to, "site_name": settings.WAGTAIL_SITE_NAME}
    subject = render_to_string(f"{name}_subject.txt", context)
    send_mail(
        " ".join(subject.split()),
        render_to_string(f"{name}_message.txt", context).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [to.email],
    )


def link_to(path: str) -> str:
    """Give the whole address of a page."""
    return settings.SITE_URL + path
