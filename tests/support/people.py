"""The demonstration's accounts, by the part each one plays in a browser test."""

#: part: the name before the @ of the demonstration's addresses
PARTS = {
    "practitioner": "nadia.rahim",
    "second": "gareth.pryce",
    "lead": "marcia.bennett",
    "editor": "eleanor.voss",
    "administrator": "sam.okafor",
}


def credentials(who: str) -> tuple[str, str]:
    """Give the e-mail address and password of a part (`lead`) or of any demonstration person (`ruth.goldman`)."""
    from demo.accounts import PASSWORD
    from demo.content.shapes import MAIL_DOMAIN

    return f"{PARTS.get(who, who)}@{MAIL_DOMAIN}", PASSWORD
