"""What other rooms may listen to, since communities must not know them."""

from django.dispatch import Signal

#: After the commit: somebody may see less. `change` is the AccessChange row.
access_changed = Signal()

#: In the act's own transaction: `user`, who is not let in yet, names another Organisation than before, or none.
organisation_named = Signal()

#: In the act's own transaction: `by` answers for it that `user` works where their account says.
organisation_vouched_for = Signal()

#: In the check: `person` is about to propose a Community. A room may refuse.
proposal_considered = Signal()

#: After the commit: cached public pages that show `names` (a set) are no longer true.
public_changed = Signal()
