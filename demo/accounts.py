"""The five people anybody may sign in as, one for each part played. The front door of this app."""

from __future__ import annotations

from dataclasses import dataclass

from demo.content.shapes import MAIL_DOMAIN

#: Known to everybody who reads this. It opens demonstration accounts and nothing else.
PASSWORD = "cohesion-demo-2026"  # noqa: S105  # public on purpose


@dataclass(frozen=True)
class Account:
    """Somebody to sign in as."""

    name: str
    part: str
    key: str
    password: str = PASSWORD

    @property
    def email(self) -> str:
        """Give the address to sign in with."""
        return f"{self.key}@{MAIL_DOMAIN}"


ACCOUNTS = (
    Account("Nadia Rahim", "practitioner", "nadia.rahim"),
    Account("Gareth Pryce", "second practitioner", "gareth.pryce"),
    Account("Marcia Bennett", "community lead", "marcia.bennett"),
    Account("Eleanor Voss", "editor", "eleanor.voss"),
    Account("Sam Okafor", "administrator", "sam.okafor"),
)


def print_accounts(stdout) -> None:
    """Write the accounts to a command's output, one a line."""
    stdout.write("\nPeople to sign in as (the password is the same for all):")
    for account in ACCOUNTS:
        stdout.write(f"  {account.part:<20} {account.name:<16} {account.email}")
    stdout.write(f"  {'password':<20} {PASSWORD}\n")
