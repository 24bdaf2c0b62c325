"""Bringing the results of many snippets up to date: each runs as soon as what it waits for is there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from graphlib import TopologicalSorter
from queue import Empty, SimpleQueue

from tqdm import tqdm

from ..errors import CourseError
from .key import MissingDependency
from .outcome import Outcome
from .plan import Plan
from .result import Result
from .runner import Runner


def collect(
    runner: Runner, plan: Plan, names: Iterable[str] | None = None, *, fresh: Collection[str] = ()
) -> tuple[Outcome, list[str]]:
    """What is known of snippets, and of those that they wait for, without running one.

    Args:
        runner: What runs them.
        plan: The course.
        names: The snippets; by default all.
        fresh: Those whose results in the store do not count.

    Returns:
        What became of those that need no run, and the names of the others, in the order of the plan.
    """
    outcome = Outcome()
    stale: list[str] = []
    for name in plan.complete(names):
        if not set(stale) & set(plan.producers(name)):
            _settle(runner, plan, name, outcome, fresh)
        if not outcome.settles(name):
            stale.append(name)
    return outcome, stale


def bring_up_to_date(
    runner: Runner,
    plan: Plan,
    names: Iterable[str] | None = None,
    *,
    fresh: bool = False,
    progress: bool = True,
    landed: Callable[[Result], None] = lambda result: None,
) -> Outcome:
    """Gives snippets, and those that they wait for, results that belong to their present content.

    Args:
        runner: What runs them.
        plan: The course.
        names: The snippets; by default all.
        fresh: Whether to run those snippets, though not what they wait for, even if they are up to date.
        progress: Whether to show a progress bar, in a terminal.
        landed: Called with each new result.
    """
    names = plan.complete() if names is None else list(names)
    again = set(names) if fresh else set()
    outcome, stale = collect(runner, plan, names, fresh=again)
    order = TopologicalSorter({name: set(plan.producers(name)) & set(stale) for name in stale})
    order.prepare()
    running: dict[Future[Result], str] = {}
    done: SimpleQueue[Future[Result]] = SimpleQueue()
    started = time.monotonic()
    try:
        with _bar(runner, len(stale), progress) as bar:
            while order.is_active():
                ready = order.get_ready()
                for name in sorted(ready, key=lambda name: -plan.snippets[name].metadata.seconds):
                    _settle(runner, plan, name, outcome, again)
                    if outcome.settles(name):
                        order.done(name)
                        bar.update()
                    else:
                        future = runner.submit(plan.snippets[name], outcome.results)
                        running[future] = name
                        future.add_done_callback(done.put)
                if not ready:
                    future = _next(done)
                    name = running.pop(future)
                    _land(future, name, outcome, landed)
                    order.done(name)
                    bar.update()
    except BaseException:
        for future in running:
            future.cancel()
        runner.stop()
        raise
    outcome.seconds = time.monotonic() - started
    return outcome


def _next(done: SimpleQueue[Future[Result]]) -> Future[Result]:
    """The next run that ends; who waits for it without looking up may not hear Ctrl-C."""
    while True:
        with suppress(Empty):
            return done.get(timeout=0.5)


def _settle(runner: Runner, plan: Plan, name: str, outcome: Outcome, fresh: Collection[str]) -> None:
    """Notes what becomes of a snippet, unless it has to be run. Its producers are settled."""
    if name in plan.errors:
        outcome.failures[name] = plan.errors[name]
        return
    snippet = plan.snippets[name]
    for producer in plan.producers(name):
        if producer not in outcome.results:
            why = f"was not run: {outcome.not_run[producer]}" if producer in outcome.not_run else "failed"
            outcome.not_run[name] = f"needs {producer}, which {why}"
            return
    try:
        result = runner.stored(snippet, outcome.results)
    except MissingDependency as missing:
        outcome.not_run[name] = f"{missing.what}; {missing.remedy}"
    except CourseError as error:
        outcome.failures[name] = error
    else:
        if result is not None and name not in fresh:
            outcome.results[name] = result
        elif snippet.metadata.gpu and not runner.gpu:
            outcome.not_run[name] = "needs a GPU"


def _land(future: Future[Result], name: str, outcome: Outcome, landed: Callable[[Result], None]) -> None:
    try:
        result = future.result()
    except CourseError as error:
        outcome.failures[name] = error
    else:
        outcome.results[name] = result
        landed(result)
    outcome.ran.append(name)


@contextmanager
def _bar(runner: Runner, total: int, progress: bool) -> Iterator[tqdm]:
    """A progress bar that names what is running."""
    with tqdm(total=total, unit="snippet", disable=None if progress and total else True) as bar:
        done = threading.Event()
        threading.Thread(target=_show_running, args=(runner, bar, done), daemon=True).start()
        try:
            yield bar
        finally:
            done.set()


def _show_running(runner: Runner, bar: tqdm, done: threading.Event) -> None:
    while not bar.disable and not done.wait(0.2):
        now = time.monotonic()
        bar.set_postfix_str(
            ", ".join(f"{name} {now - start:.0f} s" for name, start in list(runner.running.items())[:4])
        )
