"""Guards whose removal no test need see, each by its name and with its reason."""

EXCEPTIONS = {
    "communities/actions/memberships.py ask_to_join: Membership.objects.belonging().leads()": (
        "Whom to write to; the task that writes asks again whether that is a Lead."
    ),
    "discussions/moving_forms.py __init__: Membership.objects.leads()": (
        "Spares questions; `check_can_move` is asked about each Community that is left."
    ),
}
