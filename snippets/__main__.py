"""`python -m snippets`: list, run, export, import, data, messages, editions."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from snippets._engine.course import Course
from snippets._engine.errors import CourseError, nearest
from snippets._engine.run import exchange
from snippets._engine.run.outcome import Outcome, table
from snippets._engine.run.plan import Plan
from snippets._engine.run.runner import Runner
from snippets._engine.run.update import bring_up_to_date, collect
from snippets._engine.snippet import catalogue, source


def parser() -> argparse.ArgumentParser:
    """What the command line may say."""
    parser = argparse.ArgumentParser(prog="python -m snippets", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="the snippets with what they ask for")
    run = commands.add_parser("run", help="bring results up to date")
    run.add_argument("names", nargs="*", metavar="topic/name", help="default: all; a topic stands for its snippets")
    run.add_argument("--fresh", action="store_true", help="run even what is up to date")
    run.add_argument("--gpu", action="store_true", help="run those marked gpu too")
    run.add_argument("--jobs", type=int, help="how many at once (default: one a core)")
    run.add_argument("--share", type=_share, metavar="N/M", help="only the N-th of M shares of them, for M machines")
    export = commands.add_parser("export", help="write up-to-date results into one file")
    export.add_argument("file", metavar="FILE", type=Path, help="a zip, which is replaced if it is there")
    export.add_argument("names", nargs="*", metavar="topic/name", help="default: all; a topic stands for its snippets")
    bring_in = commands.add_parser("import", help="take over results that were exported elsewhere")
    bring_in.add_argument("files", nargs="+", metavar="FILE", type=Path)
    data = commands.add_parser("data", help="fill and verify data/")
    data.add_argument("names", nargs="*", help="default: all")
    messages = commands.add_parser("messages", help="update snippets/zh.po")
    messages.add_argument("--check", action="store_true", help="only say what is missing, fuzzy or obsolete")
    commands.add_parser("editions", help="make the PDF and the offline zip of each language")
    return parser


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    course = Course(Path(__file__).resolve().parents[1])
    try:
        return COMMANDS[options.command](course, options)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; finished results are kept", file=sys.stderr)
        return 130


def _share(text: str) -> tuple[int, int]:
    """`2/4` as numbers."""
    found = re.fullmatch(r"(\d+)/(\d+)", text)
    number, count = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= number <= count:
        raise argparse.ArgumentTypeError(f"{text!r} is no share. Write 2/4 for the second of four, from 1/4 to 4/4")
    return number, count


def _list(course: Course, options: argparse.Namespace) -> int:
    for name, snippet in source.load(course.snippets).items():
        asks = snippet.metadata
        marks = [f"{key}: {', '.join(getattr(asks, key))}" for key in ("data", "inputs", "saves") if getattr(asks, key)]
        marks += ["gpu"] if asks.gpu else []
        marks += [f"raises in {', '.join(asks.raises)}"] if asks.raises else []
        print(f"{name:40} {asks.seconds:4g} s  {'; '.join(marks)}".rstrip())
    return 0


def _run(course: Course, options: argparse.Namespace) -> int:
    outcome = _update(
        course, options.names, fresh=options.fresh, gpu=options.gpu, jobs=options.jobs, share=options.share
    )
    print(table(outcome))
    for error in outcome.failures.values():
        print(f"\n{error}", file=sys.stderr)
    return 1 if outcome.failures else 0


def _export(course: Course, options: argparse.Namespace) -> int:
    plan = _plan(course)
    with _runner(course) as runner:
        outcome, stale = collect(runner, plan, _chosen(course, options.names))
    exchange.export(options.file, outcome.results.values())
    missing = dict.fromkeys(stale, "not run here") | outcome.not_run | outcome.failures
    print(f"exported: {len(outcome.results)}, missing: {len(missing)}")
    for name, why in missing.items():
        print(f"  {name}: {why}")
    return 0


def _import(course: Course, options: argparse.Namespace) -> int:
    with _runner(course) as runner:
        brought = exchange.bring_in(options.files, runner, _plan(course))
    print(f"brought in: {len(brought.new)}, here already: {len(brought.kept)}")
    return 0


def _data(course: Course, options: argparse.Namespace) -> int:
    from snippets._engine import data

    data.main(options.names, course.data)
    return 0


def _messages(course: Course, options: argparse.Namespace) -> int:
    outcome = _update(course, [])
    for error in outcome.failures.values():
        print(f"{error}\n", file=sys.stderr)
    labels = {name: result.labels for name, result in outcome.results.items()}
    snippets = source.load(course.snippets).values()
    used = catalogue.used(snippets, labels, course.root, catalogue.read(course.catalogue))
    if not options.check:
        catalogue.update(course.catalogue, used)
    found = list(catalogue.problems(catalogue.read(course.catalogue), used, course.catalogue, course.root))
    for problem in found:
        print(problem.error())
    print(f"{len(used)} messages, {len(found)} to mend")
    return 1 if outcome.failures or (options.check and found) else 0


def _editions(course: Course, options: argparse.Namespace) -> int:
    from snippets._engine.editions import build as editions
    from snippets._engine.site.offline import make_editions

    print(editions.table(make_editions(course)))
    return 0


def _update(
    course: Course,
    names: list[str],
    *,
    fresh: bool = False,
    gpu: bool = False,
    jobs: int | None = None,
    share: tuple[int, int] | None = None,
) -> Outcome:
    plan = _plan(course)
    chosen = _chosen(course, names)
    if share is not None:
        chosen = plan.share(chosen, *share)
    with _runner(course, jobs=jobs, gpu=gpu) as runner:
        return bring_up_to_date(runner, plan, chosen, fresh=fresh)


def _plan(course: Course) -> Plan:
    snippets, unreadable = source.read(source.find(course.snippets))
    return Plan(snippets.values(), unreadable)


def _runner(course: Course, *, jobs: int | None = None, gpu: bool = False) -> Runner:
    return Runner(course, catalogue.translations(catalogue.read(course.catalogue)), jobs=jobs, gpu=gpu)


def _chosen(course: Course, names: list[str]) -> list[str]:
    """The snippets that are named, or stand in a topic that is; all if nothing is named."""
    known = source.find(course.snippets)
    chosen = []
    for name in names or known:
        matching = [each for each in known if each == name or each.startswith(f"{name}/")]
        if not matching:
            raise CourseError(f"no snippet is called {name!r}", remedy=nearest(name, known))
        chosen += matching
    return chosen


COMMANDS = {
    "list": _list,
    "run": _run,
    "export": _export,
    "import": _import,
    "data": _data,
    "messages": _messages,
    "editions": _editions,
}

if __name__ == "__main__":
    sys.exit(main())
