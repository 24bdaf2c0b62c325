"""What became of the snippets of one call, and how it is told."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import CourseError
from .result import Result

_NAMED = 5  # snippets with one reason that a summary names


@dataclass
class Outcome:
    """What became of the snippets of one call.

    Attributes:
        results: The results that are up to date, by name.
        failures: Why a snippet failed, by name.
        not_run: Why a snippet was not run here, by name.
        ran: Names of those that were run now and not found in the store.
        seconds: How long the runs took together, as a clock shows it.
    """

    results: dict[str, Result] = field(default_factory=dict)
    failures: dict[str, CourseError] = field(default_factory=dict)
    not_run: dict[str, str] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def settles(self, name: str) -> bool:
        """Whether it is known what became of a snippet."""
        return name in self.results or name in self.failures or name in self.not_run


def summary(outcome: Outcome) -> str:
    """What a build did with its snippets: a line, and one more for each reason why some have no result."""
    count = len(outcome.results) + len(outcome.failures) + len(outcome.not_run)
    kept = sum(name not in outcome.ran for name in outcome.results)
    said = f"{count} {'snippet' if count == 1 else 'snippets'}: "
    said += f"{len(outcome.ran)} run in {outcome.seconds:.1f} s, {kept} kept" if outcome.ran else f"{kept} kept"
    if timed := [outcome.results[name] for name in outcome.ran if name in outcome.results]:
        slowest = max(timed, key=lambda result: result.seconds)
        said += f"; slowest {slowest.name} {slowest.seconds:.1f} s"
    reasons: dict[str, list[str]] = {}
    for name in sorted(outcome.failures):
        reasons.setdefault("failed", []).append(name)
    for name, why in sorted(outcome.not_run.items()):
        reasons.setdefault(f"not run, {why}", []).append(name)
    return "\n".join([said, *(f"{why}: {_some(names)}" for why, names in reasons.items())])


def _some(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def table(outcome: Outcome) -> str:
    """Seconds and memory of each snippet, slowest first, then what failed or was not run."""
    width = max((len(name) for name in [*outcome.results, *outcome.failures, *outcome.not_run]), default=4)
    rows = [f"{'snippet':{width}}  {'seconds':>8}  {'memory MB':>9}  "]
    for name, result in sorted(outcome.results.items(), key=lambda item: -item[1].seconds):
        state = "run" if name in outcome.ran else "kept"
        rows.append(f"{name:{width}}  {result.seconds:8.2f}  {result.peak_memory_mb:9.0f}  {state}")
    rows += [f"{name:{width}}  {'':8}  {'':9}  not run: {why}" for name, why in sorted(outcome.not_run.items())]
    rows += [f"{name:{width}}  {'':8}  {'':9}  FAILED" for name in sorted(outcome.failures)]
    return "\n".join(rows)
