"""What the hub asks of django-allauth: the words it shows and the gate it keeps."""

from allauth.account.adapter import DefaultAccountAdapter
from django import forms


class AccountAdapter(DefaultAccountAdapter):
    """The hub's way with accounts."""


def display_name(user) -> str:
    """Give the name allauth prints for a person."""
    return user.name


class SignupForm(forms.Form):
    """What signing up asks besides e-mail address and password."""

    name = forms.CharField(max_length=80)

    def signup(self, request, user) -> None:
        """Keep the answers on the new account."""
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
