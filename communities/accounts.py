"""What the hub asks of django-allauth: the words it shows and the door it keeps."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from communities.lines import NameField
from communities.models import Organisation

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """The hub's way with accounts."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "This account is suspended.",
        "email_password_mismatch": "That e-mail address and password do not belong together. Try again.",
        "email_taken": "That e-mail address cannot be used here.",
        "enter_current_password": "Type the password you have now.",
        "incorrect_code": "That code is not right. Check the newest e-mail we sent you, or your app.",
        "incorrect_password": "That password is not right. Try again.",
        "too_many_login_attempts": "That was too many attempts. Wait five minutes, then try again.",
        "rate_limited": "That was too many attempts. Wait a few minutes, then try again.",
        "same_as_current": "That is the address you have already.",
    }

    def is_safe_url(self, url: str) -> bool:
        """Keep redirects at home: an address that begins with this site's own root, and no other."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_login_redirect_url(self, request) -> str:
        """Lead people who wait for approval to the page that says so."""
        if request.user.is_authenticated and request.user.is_waiting:
            return reverse("communities:waiting")
        return super().get_login_redirect_url(request)

    def get_signup_redirect_url(self, request) -> str:
        """Lead a new account to the page that says what happens next."""
        return reverse("communities:waiting")

    def send_account_already_exists_mail(self, email: str) -> None:
        """Write to whoever has the account, and take as long about it as making a new one would."""
        make_password("the time it takes, which would tell")
        super().send_account_already_exists_mail(email)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send the letter; when the post is away, say so in place of an error page."""
        context = context | {"site_name": settings.WAGTAIL_SITE_NAME, "site_url": settings.SITE_URL}
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException):
            logger.exception("A letter about an account could not be sent: %s", template_prefix)
            if self.request is not None:
                messages.error(
                    self.request, "We could not send the e-mail just now. Please try again in a few minutes."
                )


class SecondStepAdapter(DefaultMFAAdapter):
    """The hub's words about the second step."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That code is not right. Type the one your app shows now, or use your passkey.",
    }

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002  # allauth's name
        """Give a passkey the name its form begins with."""
        from allauth.mfa.models import Authenticator  # its models ask this adapter while they are being made

        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"My passkey {count + 1}" if count else "My passkey"


def display_name(user) -> str:
    """Give the name allauth prints for a person."""
    return user.name


class SignupForm(forms.Form):
    """What signing up asks besides e-mail address and password."""

    field_order = ["name", "email", "password1", "organisation", "is_adult"]

    name = NameField(
        label="Your name",
        max_length=80,
        help_text="As colleagues know you.",
        error_messages={"required": "Say what colleagues call you."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        required=False,
        empty_label="Not in the list, or none",
        help_text="Where you work or volunteer. You can change it later.",
    )
    is_adult = forms.BooleanField(
        label="I am 18 or over",
        error_messages={"required": "The network is for adults. Tick this if you are 18 or over."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.all()

    def signup(self, request, user) -> None:
        """Keep the answers on the new account."""
        user.name = self.cleaned_data["name"]
        user.organisation = self.cleaned_data["organisation"]
        user.save(update_fields=["name", "organisation"])
