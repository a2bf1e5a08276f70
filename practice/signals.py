"""What this room tells the others."""

from django.dispatch import Signal

#: Sent in the transaction that publishes a record for the first time; `record` is the PracticeRecord.
record_published = Signal()
