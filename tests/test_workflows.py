"""The workflows: valid YAML, whose commands are there and take what they are given."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest
import yaml

from snippets.__main__ import parser

ROOT = Path(__file__).resolve().parents[1]

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ON_RUNNERS = {"cd", "gh", "git", "grep", "npm", "python", "sudo", "touch"}


def test_there_are_workflows():
    assert {"ci.yml", "gpu.yml", "pages.yml"} <= {path.name for path in WORKFLOWS}


def jobs(path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))["jobs"]


def commands(path) -> Iterator[list[str]]:
    """The words of every command of a workflow, with each matrix at its first values."""
    for job in jobs(path).values():
        matrix = job.get("strategy", {}).get("matrix", {})
        first = {name: str(values[0]) for name, values in matrix.items()}
        for step in job["steps"]:
            yield from _split(_filled(step.get("run", ""), first))


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(
        r"\$\{\{ *(?:matrix\.(\w+)|.*?) *\}\}", lambda found: values[found[1]] if found[1] else "another-value", text
    )


def _split(text: str) -> Iterator[list[str]]:
    lexer = shlex.shlex(text.replace("\n", ";"), posix=True, punctuation_chars="&|;")
    lexer.whitespace_split = True
    command: list[str] = []
    for word in [*lexer, ";"]:
        if not set(word) <= set("&|;"):
            command.append(word)
        elif command:
            yield command
            command = []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_command_is_there(path):
    known = ON_RUNNERS | {script.name for script in entry_points(group="console_scripts")}
    found = list(commands(path))
    assert found
    assert {command[0] for command in found} <= known


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_the_course_takes_what_its_commands_are_given(path):
    for command in commands(path):
        if command[:2] == ["python", "-m"]:
            assert command[2] == "snippets"
            parser().parse_args(command[3:])


def test_results_go_from_every_share_to_the_job_that_builds():
    workflow = jobs(ROOT / ".github" / "workflows" / "ci.yml")
    shares = workflow["run"]["strategy"]["matrix"]["share"]
    text = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert shares == list(range(1, len(shares) + 1))
    assert f"run --share ${{{{ matrix.share }}}}/{len(shares)}\n" in text
    assert workflow["build"]["needs"] == "run"


def test_cpu_packages_are_taken_in_the_versions_of_the_requirements():
    for path in WORKFLOWS:
        for pattern in re.findall(r"grep -E '(.+?)' requirements\.txt", path.read_text("utf-8")):
            lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
            found = [line.partition("==")[0] for line in lines if re.search(pattern, line)]
            assert found == ["torch", "torchvision"]
