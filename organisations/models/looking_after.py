"""Who looks after an Organisation, and whose addresses are its own."""

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.db import models
from django.utils import timezone

from communities.models import Organisation, User
from organisations.querysets import AdministratorQuerySet

#: Where anybody can have an address: it says nothing about where somebody works.
PUBLIC_MAIL = frozenset(
    {
        "aol.com", "btinternet.com", "btopenworld.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.co.uk",
        "googlemail.com", "hotmail.co.uk", "hotmail.com", "hushmail.com", "icloud.com", "live.co.uk",
        "live.com", "mac.com", "mail.com", "me.com", "msn.com", "ntlworld.com", "outlook.com", "pm.me",
        "proton.me", "protonmail.com", "sky.com", "talktalk.net", "tiscali.co.uk", "tutanota.com",
        "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com", "zoho.com",
    }
)  # fmt: skip


class Administrator(models.Model):
    """A person who looks after the Organisation they work for. It holds while they work there."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="administrator")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="administrators")
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects = AdministratorQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "user__name", "pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"


class Confirmation(models.Model):
    """Somebody answered for it that a person works for an Organisation. It ends with the work.

    A proven address at one of the Organisation's domains says the same without a row.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="confirmation")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="confirmations")
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user}, {self.organisation}"


class Domain(models.Model):
    """The part of an e-mail address after the @ that one Organisation gives out and nobody else.

    Staff say which, never the Organisation itself: whoever has such an address is let in by its administrators.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(
        max_length=253,
        validators=[DomainNameValidator(accept_idna=False)],
        help_text="What stands after the @, such as stannerley.gov.uk. Each further one needs a row of its own.",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="one_organisation_per_domain"),
            models.CheckConstraint(
                condition=~models.Q(name__in=sorted(PUBLIC_MAIL)), name="domain_is_not_public"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Fold the name, and refuse one that anybody can have an address at."""
        self.name = self.name.strip().removeprefix("@").lower()
        if self.name in PUBLIC_MAIL:
            raise ValidationError({"name": f"Anybody can have an address at {self.name}."})
