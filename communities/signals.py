"""What other rooms may listen to, since communities must not know them."""

from django.dispatch import Signal

#: After the commit: somebody may see less. `change` is the AccessChange row.
access_changed = Signal()

#: After the commit: cached public pages that show `names` (a set) are no longer true.
public_changed = Signal()
