"""The fair queue for writers."""

import threading
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, OperationalError

from communities import db
from communities.db import FairLock, looks_again


def test_lock_is_given_in_the_order_it_was_asked_for():
    lock, order, threads = FairLock(), [], []
    assert lock.acquire(1)

    def wait(number):
        assert lock.acquire(5)
        order.append(number)
        lock.release()

    for number in range(8):
        thread = threading.Thread(target=wait, args=(number,))
        thread.start()
        threads.append(thread)
        while len(lock._waiting) <= number:
            time.sleep(0.001)
    lock.release()
    for thread in threads:
        thread.join()

    assert order == list(range(8))


def test_lock_may_be_taken_again_by_its_holder():
    lock = FairLock()

    assert lock.acquire(1)
    assert lock.acquire(1)
    lock.release()
    lock.release()

    assert lock.acquire(0)


def test_waiting_ends_and_the_next_in_line_is_not_lost():
    lock = FairLock()
    assert lock.acquire(1)
    outcome = []
    impatient = threading.Thread(target=lambda: outcome.append(lock.acquire(0.05)))
    impatient.start()
    impatient.join()

    lock.release()

    assert outcome == [False]
    assert lock.acquire(0)


@pytest.mark.django_db
def test_busy_database_is_an_operational_error(monkeypatch):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL queues by itself")
    monkeypatch.setattr(db, "WAIT_SECONDS", 0.01)
    held, done = threading.Event(), threading.Event()

    def hold():
        db._lock.acquire(1)
        held.set()
        done.wait(5)
        db._lock.release()

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    try:
        with pytest.raises(OperationalError), db.write_lock():
            pass
    finally:
        done.set()
        holder.join()


@pytest.mark.django_db(transaction=True)
def test_what_follows_a_write_happens_when_others_may_write_again():
    free = []

    @db.writes
    def act():
        db.after_turn(lambda: free.append(db._lock._holder))

    act()

    assert free == [None]


@pytest.mark.django_db(transaction=True)
def test_nothing_follows_a_write_that_failed():
    followed = []

    @db.writes
    def act():
        db.after_turn(lambda: followed.append(True))
        raise PermissionDenied

    with pytest.raises(PermissionDenied):
        act()

    assert followed == []


def test_an_action_that_lost_its_row_looks_once_more():
    answers = [IntegrityError("taken"), "what the other press wrote"]

    @looks_again
    def act(token):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return token, answer

    assert act("once") == ("once", "what the other press wrote")


def test_an_action_that_is_refused_twice_says_so():
    calls = []

    @looks_again
    def act():
        calls.append("called")
        raise IntegrityError

    with pytest.raises(IntegrityError):
        act()

    assert len(calls) == 2
