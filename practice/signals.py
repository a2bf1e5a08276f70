"""What this room tells the others."""

from django.dispatch import Signal

#: Sent in the transaction that publishes a record for the first time; `record` is the PracticeRecord.
record_published = Signal()
#: Sent in the transaction that changes, hides, brings back or deletes a record that was published; `record` is it.
record_changed = Signal()
