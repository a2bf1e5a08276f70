"""The drills in their short form; `make drills` plays them all at full length, and more of them."""

import asyncio

import pytest

from drills import stage as stages
from drills.catalogue import DRILLS
from drills.play import SHORT, Play
from drills.stage import Stage, open_stage
from tests.support.pieces import find_postgres, find_redis

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ON_TWO_PROCESSES = ("web-kill", "redis-restart", "redis-flush", "redis-freeze", "postgres-restart")


def broken(stage: Stage, *names: str) -> list[str]:
    """Play these drills; give a line for each in which something did not hold."""
    lines = []
    for drill in (drill for drill in DRILLS if drill.name in names):
        outcome = asyncio.run(Play(stage, drill.cast, SHORT).run(drill.trouble, drill.afterwards))
        if not outcome.is_good:
            lines.append(f"{drill.name}: {outcome}")
    return lines


def test_nothing_is_lost_or_doubled_and_every_page_comes_right_whatever_breaks(tmp_path_factory):
    """One test for all: to set the stage takes longer than the drills do."""
    if find_postgres() is None or find_redis() is None:
        pytest.skip("PostgreSQL or Redis is not installed")

    with open_stage(tmp_path_factory.mktemp("drills")) as stage:
        with stages.two_processes(stage):
            assert broken(stage, *ON_TWO_PROCESSES) == []
        with stages.bad_layer(stage):
            assert broken(stage, "bad-layer") == []
