"""What holds for the whole house: its layers, its papers, its locks."""

import ast
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

ROOT = Path(settings.BASE_DIR)
PACKAGES = (
    "hub",
    "communities",
    "organisations",
    "resources",
    "discussions",
    "files",
    "care",
    "passages",
    "practice",
    "freshness",
    "contributions",
    "reading_lists",
    "finding",
    "demo",
)
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
#: Files a person writes and reads; what tools make or fetch stands apart.
WRITTEN = {
    ".py",
    ".md",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".toml",
    ".sh",
    ".in",
    ".yml",
    ".yaml",
    ".json",
    ".svg",
    "",
}
NOT_OURS = {".git", ".venv", ".tools", "var", "node_modules", "__pycache__", "test-results", ".hypothesis"}


def files() -> list[Path]:
    """List every file of the house that people wrote."""

    def is_ours(path: Path) -> bool:
        parts = path.relative_to(ROOT).parts
        return NOT_OURS.isdisjoint(parts) and not parts[0].endswith("_cache")

    return [
        path
        for path in sorted(ROOT.rglob("*"))
        if path.suffix in WRITTEN and is_ours(path) and path.is_file()
    ]


def modules() -> list[Path]:
    """List our own Python modules, tests and migrations apart."""
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


# --- Code --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_each_app_of_ours_has_one_first_migration():
    for name in (
        "care",
        "communities",
        "contributions",
        "discussions",
        "files",
        "finding",
        "freshness",
        "organisations",
        "passages",
        "practice",
        "reading_lists",
        "resources",
    ):
        assert (ROOT / name / "migrations" / "0001_initial.py").exists(), name


def test_imports_run_downwards():
    linter = Path(sys.executable).parent / "lint-imports"

    run = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True)

    assert run.returncode == 0, run.stdout


def test_every_module_says_what_it_is():
    # A management command says it in `help`; an app's configuration is its package's.
    speaking = [path for path in modules() if path.parent.name != "commands" and path.name != "apps.py"]
    written = [path for path in speaking if path.read_text().strip()]
    silent = [path for path in written if not ast.get_docstring(ast.parse(path.read_text()))]

    assert not named(silent)


def test_every_app_says_what_it_is():
    for name in PACKAGES:
        config = apps.get_app_config(name)

        assert (config.module.__doc__ or "").strip(), name


def test_every_switched_off_check_gives_its_reason():
    bare = re.compile(r"#\s*(type:\s*ignore|noqa|fmt:\s*off|nosec)(\[[^\]]*\]|:\s*[A-Z0-9, ]+)?\s*$")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*modules(), *sorted((ROOT / "tests").rglob("*.py"))]
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if bare.search(line)
    ]

    assert not found


# --- Locks -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address(lock):
    text = lock.read_text()

    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_pins_each_package_to_its_hashes(lock):
    entries = lock.read_text().replace("\\\n", " ").splitlines()
    loose = [
        entry for entry in entries if entry.strip() and not ("==" in entry and "--hash=sha256:" in entry)
    ]

    assert entries
    assert not loose


def test_what_builds_the_hub_holds_what_runs_it():
    def pins(name: str) -> set[str]:
        return set(
            re.findall(
                r"^([a-z0-9._-]+==[^\s;\\]+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE
            )
        )

    assert not pins("prod.txt") - pins("dev.txt")


# --- Papers ------------------------------------------------------------------------------------


def test_no_file_names_a_machine_or_a_registry():
    # In two halves, so that these lines do not find themselves.
    halves = [
        "/wo rk/",
        "/ro ot/",
        "file:///ho me",
        "py pi.org",
        "files.python hosted",
        "regis try.npmjs",
        "deb.deb ian",
    ]
    places = [half.replace(" ", "") for half in halves]
    found = [
        f"{path.relative_to(ROOT)}: {place}"
        for path in files()
        for place in places
        if place in path.read_text(errors="replace")
    ]

    assert not found


def test_every_setting_is_documented_and_every_documented_setting_exists():
    source = "\n".join(path.read_text() for path in sorted((ROOT / "hub").rglob("*.py")))
    asked = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z][A-Z0-9_]+)\"", source))
    asked |= set(re.findall(r"os\.environ(?:\.get\(|\[)\s*\"([A-Z][A-Z0-9_]+)\"", source))
    asked -= {"DJANGO_SETTINGS_MODULE", "TEST_DATABASE"}
    page = (ROOT / "docs" / "settings.md").read_text()
    described = set(re.findall(r"^\|\s*`([A-Z][A-Z0-9_]+)`", page, re.MULTILINE))
    described |= set(re.findall(r"^#+\s*`([A-Z][A-Z0-9_]+)`", page, re.MULTILINE))

    assert not asked - described, "asked for and not described"
    assert not {name for name in described if name not in source}, "described and not asked for"


def test_the_changelog_keeps_its_shape():
    order = ["Added", "Changed", "Fixed", "Docs", "Maintenance"]
    releases = re.split(r"^## ", (ROOT / "CHANGELOG.md").read_text(), flags=re.MULTILINE)[1:]

    assert releases[0].startswith("Unreleased")
    for release in releases:
        headings = re.findall(r"^### (.+)$", release, re.MULTILINE)
        assert headings == [name for name in order if name in headings], release.splitlines()[0]


def test_links_between_documents_lead_somewhere():
    dead = []
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", prose):
            if (
                "://" not in target
                and not target.startswith("mailto:")
                and not (page.parent / target).exists()
            ):
                dead.append(f"{page.relative_to(ROOT)} -> {target}")

    assert not dead


def test_the_index_of_the_documents_names_each_of_them():
    index = (ROOT / "docs" / "README.md").read_text()
    pages = [path for path in (ROOT / "docs").glob("*.md") if path.name != "README.md"]
    forgotten = [path for path in pages if str(path.relative_to(ROOT / "docs")) not in index]

    assert not named(forgotten)


def test_decision_records_are_numbered_without_gaps():
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_no_exception_to_a_rule_has_outlived_its_date():
    rows = [
        line for line in (ROOT / "docs" / "exceptions.md").read_text().splitlines() if line.startswith("|")
    ][2:]
    today = timezone.localdate()

    for row in rows:
        rule, where, why, who, until = (cell.strip() for cell in row.strip("|").split("|"))
        assert all((rule, where, why, who)), row
        assert date.fromisoformat(until) >= today, f"ended on {until}: {row}"
