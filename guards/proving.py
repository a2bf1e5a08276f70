"""A pytest plugin that runs inside the copy: learns who passes each guard, then does without one after the other.

Only a test to which a guard says no can miss it. A door does not tell, so every test that comes by is
asked. Tests that count queries are left out: a check that is gone asks less of the database, and that
alone proves nothing.
"""

from __future__ import annotations

import json
import os
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import wraps
from itertools import zip_longest
from pathlib import Path

import pytest
from django.apps import apps

from guards import switches
from guards.exceptions import EXCEPTIONS
from guards.finding import ROOMS, Guard, Kind

WORKERS = int(os.environ.get("WORKERS") or 2)
#: How long all the tests of one guard may take. One test may take thirty seconds (see `guards.__main__`).
GUARD_SECONDS = 120
#: The suite is learnt from in this many parts.
PARTS = 16
#: What is inserted or updated in one statement needs its constraint, and is never refused.
UPSERTS = 20
COUNTERS = {"django_assert_num_queries", "django_assert_max_num_queries"}


@dataclass(eq=False)  # pytest keeps its plugins in a set
class Outcome:
    """What came of one run. `broken` says what went wrong with the run itself."""

    failed: list[str] = field(default_factory=list)
    broken: str = ""
    is_finished: bool = True
    seconds: dict[str, float] = field(default_factory=dict)
    notes: dict[str, dict[str, bool]] = field(default_factory=dict)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear of a test."""
        if report.failed:
            self.failed.append(report.nodeid)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that count queries."""
    counting = [item for item in items if COUNTERS & set(getattr(item, "fixturenames", ()))]
    config.hook.pytest_deselected(items=counting)
    items[:] = [item for item in items if item not in counting]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Prove every guard, and end with a failure if one is not missed."""
    say = session.config.get_terminal_writer().line
    folder = Path(os.environ["GUARDS_FOLDER"])
    found = [Guard(*each) for each in json.loads((folder / "guards.json").read_text())] + constraints()
    places = os.environ["GUARDS_PLACES"].split()
    guards = [guard for guard in found if not places or any(place in guard.name for place in places)]
    stale = EXCEPTIONS.keys() - {guard.name for guard in found}
    watch_tables()
    say(f"{len(guards)} guards. Running {len(session.items)} tests, to learn which of them pass each…")
    told = learnt(session, folder)
    jobs = [(guard, tests_of(guard, told, session.items)) for guard in guards]
    verdicts: Counter[tuple[str, str]] = Counter()
    for number, outcome in side_by_side(session, folder, jobs):
        guard, tests = jobs[number]
        verdict, why = judge(guard, tests, outcome)
        verdicts[guard.kind, verdict] += 1
        say(f"  {verdict:<9} {guard.kind:<10} {guard.name}\n{'':<23}{why}")
    for (kind, verdict), count in sorted(verdicts.items()):
        say(f"  {kind:<10} {verdict:<9} {count}")
    for name in sorted(stale):
        say(f"  No such guard any more: {name}")
    session.testsfailed = len(stale) + sum(
        count for (_, verdict), count in verdicts.items() if verdict not in {"red", "excepted"}
    )
    return True


def learnt(session: pytest.Session, folder: Path) -> list[Outcome]:
    """Run the suite in parts, with every guard in place; what fails on a busy machine is run once more."""
    size = len(session.items) // PARTS + 1
    parts = [session.items[start : start + size] for start in range(0, len(session.items), size)]
    told = [outcome for _, outcome in side_by_side(session, folder, [(None, part) for part in parts])]
    failed = {test for outcome in told for test in outcome.failed}
    again = [(None, [item for item in session.items if item.nodeid in failed])] if failed else []
    last = [outcome for _, outcome in side_by_side(session, folder, again)]
    broken = [outcome.broken for outcome in told + last if outcome.broken]
    if wrong := [*broken, *(test for outcome in last for test in outcome.failed)]:
        raise pytest.UsageError("\n".join(["Not green with every guard in place:", *wrong]))
    return told + last


def judge(guard: Guard, tests: list[pytest.Item], outcome: Outcome) -> tuple[str, str]:
    """Say in a word what a run without this guard showed, and why."""
    excepted = EXCEPTIONS.get(guard.name)
    if outcome.broken:
        return "BROKEN", outcome.broken
    if outcome.failed:
        return (
            ("red", outcome.failed[0])
            if not excepted
            else ("STALE", "Seen after all: no exception is needed.")
        )
    if excepted:
        return "excepted", excepted
    if not outcome.is_finished:
        return "UNPROVED", f"{len(tests)} tests took longer than {GUARD_SECONDS} seconds."
    return "GREEN", f"{len(tests)} tests might have missed it, and none did."


def tests_of(guard: Guard, told: list[Outcome], items: list[pytest.Item]) -> list[pytest.Item]:
    """List the tests that may miss this guard, those that most likely do first."""
    passers = {test: no for outcome in told for test, no in outcome.notes.get(guard.key, {}).items()}
    refused = {
        test for outcome in told for tests in outcome.notes.values() for test, no in tests.items() if no
    }
    seconds = {test: spent for outcome in told for test, spent in outcome.seconds.items()}

    def rank(item: pytest.Item) -> tuple[bool, bool, float]:
        return not passers[item.nodeid], item.nodeid not in refused, seconds[item.nodeid]

    ranked = sorted((item for item in items if item.nodeid in passers), key=rank)
    refusals = sum(passers.values())
    last = {Kind.DOOR: None, Kind.CONSTRAINT: refusals + UPSERTS}.get(guard.kind, refusals)
    return ranked[:last]


def side_by_side(
    session: pytest.Session, folder: Path, jobs: list[tuple[Guard | None, list[pytest.Item]]]
) -> Iterator[tuple[int, Outcome]]:
    """Run each job in a fork, a few at a time; give the number and the outcome of each as it ends."""
    waiting, running = list(enumerate(jobs)), {}
    while waiting or running:
        while waiting and len(running) < WORKERS:
            number, job = waiting.pop(0)
            answer = folder / f"{number}.json"
            pid = os.fork()
            if not pid:
                answer.write_text(json.dumps(vars(in_fork(session, f"fork{number}", *job))))
                os._exit(0)
            running[pid] = number, answer
        number, answer = running.pop(os.wait()[0])
        yield number, Outcome(**json.loads(answer.read_text()))


def in_fork(session: pytest.Session, name: str, guard: Guard | None, items: list[pytest.Item]) -> Outcome:
    """Run these tests in this process, which ends after them; without the guard, only to the first failure."""
    outcome = Outcome(notes=switches.notes)
    ends = time.monotonic() + GUARD_SECONDS
    os.environ["PYTEST_XDIST_WORKER"] = name  # a database and a folder of its own
    session.config.pluginmanager.unregister(name="terminalreporter")
    session.config.pluginmanager.register(outcome)
    try:
        if guard and guard.kind is Kind.CONSTRAINT:
            take_out_constraint(guard)
        elif guard:
            switches.off = guard.key
        for item, following in zip_longest(items, items[1:]):
            switches.test, started = item.nodeid, time.monotonic()
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            outcome.seconds[item.nodeid] = time.monotonic() - started
            outcome.is_finished = following is None
            if guard and (outcome.failed or time.monotonic() > ends):
                break
        session._setupstate.teardown_exact(None)
    except BaseException:
        outcome.broken = traceback.format_exc()
    return outcome


def constraints() -> list[Guard]:
    """List the constraints of our tables. They speak wherever a table is written."""
    return [
        Guard(
            Kind.CONSTRAINT,
            model._meta.label,
            f"{model.__module__.replace('.', '/')}.py {model.__name__}: {constraint.name}",
        )
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in ROOMS
        for constraint in model._meta.constraints
    ]


def watch_tables() -> None:
    """Note who writes each table, and to whom the database says no."""
    from django.db.models import Model
    from django.db.models.sql.compiler import SQLInsertCompiler, SQLUpdateCompiler

    def watch(owner: type, method: str, model_of) -> None:
        original = getattr(owner, method)

        @wraps(original)
        def noted(self, *args, **kwargs):
            with switches.passing(model_of(self)._meta.label):
                return original(self, *args, **kwargs)

        setattr(owner, method, noted)

    watch(SQLInsertCompiler, "execute_sql", lambda compiler: compiler.query.model)
    watch(SQLUpdateCompiler, "execute_sql", lambda compiler: compiler.query.model)
    watch(Model, "validate_constraints", type)


def take_out_constraint(guard: Guard) -> None:
    """Take it from the model, and from each copy of the database that this process makes."""
    from django.db import connection

    from tests.support.database import SQLiteDatabase

    model = apps.get_model(guard.key)
    constraint = next(each for each in model._meta.constraints if guard.name.endswith(f": {each.name}"))
    model._meta.constraints.remove(constraint)
    restore = SQLiteDatabase.restore

    def restore_without(database: SQLiteDatabase) -> None:
        restore(database)
        with connection.schema_editor() as editor:
            editor.remove_constraint(model, constraint)
        connection.close()

    SQLiteDatabase.restore = restore_without
