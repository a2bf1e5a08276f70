"""Says at the end of a run what this machine could not prove, so that green never hides a gap."""

import pytest

from tests.support.pieces import missing
from tests.support.run_folder import is_controller


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    gaps = missing()
    if not gaps or not is_controller(config):
        return
    terminalreporter.section("left out", sep="-", yellow=True)
    for piece in gaps:
        terminalreporter.write_line(
            f"{piece.title} was not found: {piece.proves} was not tested.", yellow=True
        )
