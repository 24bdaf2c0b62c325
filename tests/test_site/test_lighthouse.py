"""Lighthouse, on a phone as it emulates one, on pages that between them have everything a page can have.

`make audit` does the same for all pages.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import LANGUAGES, Html

pytestmark = pytest.mark.browser

# `make audit` asks for 100. Here a slow machine, or one that does something else at the same time, as those of CI
# do, must not fail the tests: Lighthouse multiplies what a page costs the processor by four, and with it such
# disturbance, unless it is calibrated.
PERFORMANCE = 90
SHIFT = 0.005  # what rounds to 0.00


def count(path: str) -> Callable[[Html], int]:
    return lambda page: len(page.tree.xpath(path))


# The first page by each rule that no earlier rule took, in the two languages by turns.
RULES: dict[str, Callable[[Html], int]] = {
    "home": lambda page: not page.name,
    "most figures": count("//article//figure"),
    "most listings": count("//article//*[@data-cell]"),
    "most formulas": count("//article//math"),
    "heaviest": lambda page: page.path.stat().st_size,
    "most headings": count("//article//*[self::h2 or self::h3 or self::h4]"),
    "longest table": count("//article//tr"),
    "notebook page with most text in pictures": count("//*[contains(@class, 'jupyter')]//*[local-name() = 'text']"),
}


def representatives(pages: list[Html]) -> dict[str, Html]:
    chosen: dict[str, Html] = {}
    for number, (rule, measure) in enumerate(RULES.items()):
        language = list(LANGUAGES)[number % len(LANGUAGES)]
        names = {page.name for page in chosen.values()}
        candidates = [page for page in pages if page.language == language and page.name not in names and measure(page)]
        assert candidates, f"no page for: {rule}"
        chosen[rule] = max(candidates, key=measure)
    return chosen


@pytest.fixture(scope="module")
def reports(
    pages: list[Html],
    site: Path,
    audit_tools: Path,
    chromium_path: str,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> list[dict[str, Any]]:
    """What Lighthouse says of each page, as `lighthouse.mjs` reports it."""
    chosen = representatives(pages)
    report = tmp_path_factory.mktemp("lighthouse") / "report.json"
    command = ["node", audit_tools / "lighthouse.mjs", site, "--calibrated", "--performance", str(PERFORMANCE)]
    command += ["--report", report, *(f"/{page.url}" for page in chosen.values())]
    ran = subprocess.run(
        command, env=os.environ | {"CHROME_PATH": chromium_path}, capture_output=True, text=True, encoding="utf-8"
    )
    assert report.is_file(), ran.stdout + ran.stderr
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\n", ran.stdout)
    return json.loads(report.read_text("utf-8"))


def test_every_page_was_audited(reports: list[dict[str, Any]]) -> None:
    assert len(reports) == len(RULES)
    assert not [f"/{page['page']}: {page['error']}" for page in reports if "error" in page]


@pytest.mark.parametrize(
    ("category", "least"),
    [("accessibility", 100), ("best-practices", 100), ("seo", 100), ("performance", PERFORMANCE)],
)
def test_scores(reports: list[dict[str, Any]], category: str, least: int) -> None:
    assert not [
        (f"/{page['page']}", page["scores"][category], [found for found in page["below"] if found["weight"]])
        for page in reports
        if page["scores"][category] < least
    ]


def test_nothing_moves_while_a_page_loads(reports: list[dict[str, Any]]) -> None:
    assert not [(f"/{page['page']}", page["cls"]) for page in reports if page["cls"] >= SHIFT]


def test_pages_weigh_at_most_300_kilobytes(reports: list[dict[str, Any]]) -> None:
    assert not [(f"/{page['page']}", page["bytes"]) for page in reports if page["bytes"] > 300_000]
