from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from snippets._engine.page.document import Document, parse
from snippets._engine.page.material import Material
from snippets._engine.page.standing import made, reading_minutes, standing


def chapter(name: str, text: str) -> Document:
    return parse(f"---\ntitle: x\n---\n{text}", Path(f"docs/en/{name}.md"))


def result(day: str, device: str = "cpu", torch: str = "2.14.1+cpu", seconds: float = 3.0) -> SimpleNamespace:
    versions = {"python": "3.11.7", "torch": torch}
    return SimpleNamespace(finished=f"{day}T10:00:00", device=device, versions=versions, seconds=seconds)


def test_reading_time_counts_prose_only() -> None:
    prose = "学" * 2600
    assert reading_minutes(prose, "zh") == 10
    text = f"{prose}\n``` snippet\n{prose}\n```\n$$\n{prose}\n$$"
    assert reading_minutes(chapter("x", text).prose, "zh") == 10
    assert reading_minutes("word " * 1000, "en") == 5
    assert reading_minutes("", "en") == 1


def test_results_of_several_runs_are_all_named() -> None:
    runs = [result("2026-11-23"), result("2026-11-20", "NVIDIA H100", "2.15.0")]
    line = made(runs, "en")
    for part in ("2026-11-20 – 2026-11-23", "CPU, NVIDIA H100", "2.14.1, 2.15.0", "3.11.7"):
        assert part in line


def test_a_chapter_says_its_place_and_the_time_of_its_own_programs() -> None:
    material = Material({}, {"a/x": result("2026-11-23"), "a/other": result("2026-11-23", seconds=50)}, {})
    html = standing(chapter("two", "``` snippet\na/x.py: train\n```"), 2, material, "en", "../verification/")
    assert "Part 2 of 13" in html
    assert '<a href="../verification/">programs: 1, 3 s' in html
    assert 'data-part="two"' in html


def test_a_chapter_without_results_says_nothing_of_runs() -> None:
    assert "made" not in standing(chapter("one", "text"), 1, Material({}, {}, {}), "zh", "")
