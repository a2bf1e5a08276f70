"""allauth's forms in the hub's words: no placeholders, no styles of their own.

Not in accounts.py, which allauth's own forms import while they are being made.
"""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.conf import settings

from communities.lines import LineField

LABELS = {
    "login": "E-mail address",
    "email": "E-mail address",
    "password": "Password",
    "oldpassword": "The password you have now",
    "remember": "Keep me signed in on this device",
    "code": "Code",
}


class PlainWords:
    """Gives a form the hub's labels and takes the placeholders away."""

    labels: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = (LABELS | self.labels).get(name, field.label)
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "autofocus": True}


class LoginForm(PlainWords, account.LoginForm):
    """Signing in."""


class SignupForm(PlainWords, account.SignupForm):
    """Signing up. One field stays empty unless a machine fills it in."""

    labels = {"password1": "Choose a password"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        trap = self.fields[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]
        trap.label = "Leave this empty"
        # allauth hides it with a style attribute, which our content policy refuses.
        trap.widget.attrs = {"tabindex": "-1", "autocomplete": "off"}

    @property
    def trap(self):
        """Give the field that people never see."""
        return self[settings.ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD]

    @property
    def offered(self):
        """List the fields that people fill in."""
        return [field for field in self if field.name != self.trap.name]


class AddEmailForm(PlainWords, account.AddEmailForm):
    """Changing the address one signs in with."""

    labels = {"email": "New e-mail address"}


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):
    """Changing the password."""

    labels = {"password1": "New password", "password2": "New password, once more"}


class ResetPasswordForm(PlainWords, account.ResetPasswordForm):
    """Asking for a link to choose a new password."""


class ResetPasswordKeyForm(PlainWords, account.ResetPasswordKeyForm):
    """Choosing a new password by that link."""

    labels = {"password1": "New password", "password2": "New password, once more"}


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):
    """Showing that it is still oneself."""


class ConfirmEmailForm(PlainWords, account.ConfirmEmailVerificationCodeForm):
    """Proving an address with the code that was sent to it."""

    labels = {"code": "Code from the e-mail"}


class SecondStepForm(PlainWords, mfa.AuthenticateForm):
    """The second step of signing in."""

    labels = {"code": "Code from your app, or a recovery code"}


class SecondStepAgainForm(PlainWords, mfa.ReauthenticateForm):
    """The second step, asked again before something risky."""

    labels = {"code": "Code from your app, or a recovery code"}


class ActivateAppForm(PlainWords, totp.ActivateTOTPForm):
    """Setting up the app that shows codes."""

    labels = {"code": "Code that the app shows"}


#: Letters in what somebody calls a passkey.
PASSKEY_NAME = 60


@contextmanager
def refusing_what_is_malformed() -> Iterator[None]:
    """Take what no passkey ever said for a wrong answer, where the library stumbles. Raises ValidationError."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, struct.error) as error:
        raise forms.ValidationError("Your passkey did not answer as passkeys do. Try again.") from error


class AddPasskeyForm(PlainWords, webauthn.AddWebAuthnForm):
    """Adding a passkey. Its name tells its owner which is which; left empty, it gets one."""

    name = LineField(label="What you call it", max_length=PASSKEY_NAME, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Hidden, so its errors stand above all fields: said as what there is to do.
        self.fields["credential"].error_messages["required"] = "Press “Add the passkey” and unlock it."

    def clean(self):
        with refusing_what_is_malformed():
            return super().clean()


class RenamePasskeyForm(PlainWords, webauthn.EditWebAuthnForm):
    """Calling a passkey something else."""

    name = LineField(
        label="What you call it", max_length=PASSKEY_NAME, error_messages={"required": "Give it a name."}
    )


class PasskeyForm(webauthn.AuthenticateWebAuthnForm):
    """The second step of signing in, with a passkey."""

    def clean_credential(self):
        with refusing_what_is_malformed():
            return super().clean_credential()


class PasskeyAgainForm(webauthn.ReauthenticateWebAuthnForm):
    """The same, asked again before something risky."""

    def clean_credential(self):
        with refusing_what_is_malformed():
            return super().clean_credential()
