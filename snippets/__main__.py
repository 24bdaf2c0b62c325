"""`python -m snippets`: list, run, export, import, data, messages, editions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from snippets._engine.course import Course
from snippets._engine.errors import CourseError, nearest
from snippets._engine.run import exchange, incoming
from snippets._engine.run.runner import Outcome, Runner, table
from snippets._engine.snippet import catalogue, source

COURSE = Course(Path(__file__).resolve().parents[1])


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
    try:
        return COMMANDS[options.command](options)
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("stopped; finished results are kept", file=sys.stderr)
        return 130


def _list(options: argparse.Namespace) -> int:
    for name, snippet in source.load().items():
        asks = snippet.metadata
        marks = [f"data: {', '.join(asks.data)}"] if asks.data else []
        marks += ["gpu"] if asks.gpu else []
        marks += [f"raises in {', '.join(asks.raises)}"] if asks.raises else []
        print(f"{name:40} {asks.seconds:4g} s  {'; '.join(marks)}".rstrip())
    return 0


def _run(options: argparse.Namespace) -> int:
    outcome = _bring_up_to_date(options.names, fresh=options.fresh, gpu=options.gpu, jobs=options.jobs)
    print(table(outcome))
    for error in outcome.failures.values():
        print(f"\n{error}", file=sys.stderr)
    return 1 if outcome.failures else 0


def _data(options: argparse.Namespace) -> int:
    from snippets._engine import data

    return data.main(options.names)


def _messages(options: argparse.Namespace) -> int:
    outcome = _bring_up_to_date([])
    for error in outcome.failures.values():
        print(f"{error}\n", file=sys.stderr)
    used = catalogue.used(source.load().values(), outcome.results, catalogue.read())
    if not options.check:
        catalogue.update(catalogue.CATALOGUE, used)
    found = list(catalogue.problems(catalogue.read(), used))
    for problem in found:
        print(problem.error())
    print(f"{len(used)} messages, {len(found)} to mend")
    return 1 if outcome.failures or (options.check and found) else 0


def _editions(options: argparse.Namespace) -> int:
    from snippets._engine.editions import build as editions
    from snippets._engine.site import adapter

    print(editions.table(adapter.make_editions()))
    return 0


def _export(options: argparse.Namespace) -> int:
    results, missing = [], {}
    paths = source.find()
    with Runner(COURSE, catalogue.translations(catalogue.read())) as runner:
        for name in _chosen(options.names, paths):
            try:
                result = runner.stored(source.parse(paths[name], name))
                if result is None:
                    missing[name] = "not run here"
                else:
                    results.append(result)
            except CourseError as error:
                missing[name] = str(error)
    exchange.export(options.file, results)
    print(f"exported: {len(results)}, missing: {len(missing)}")
    for name, why in missing.items():
        print(f"  {name}: {why}")
    return 0


def _import(options: argparse.Namespace) -> int:
    with Runner(COURSE, catalogue.translations(catalogue.read())) as runner:
        here = incoming.Here(runner.store, source.load(), runner.translations, COURSE.data, runner.key)
        brought = exchange.bring_in(options.files, here)
    print(f"brought in: {len(brought.new)}, here already: {len(brought.kept)}")
    return 0


def _bring_up_to_date(names: list[str], *, fresh: bool = False, gpu: bool = False, jobs: int | None = None) -> Outcome:
    paths = source.find()
    failures: dict[str, CourseError] = {}
    snippets = []
    for name in _chosen(names, paths):
        try:
            snippets.append(source.parse(paths[name], name))
        except CourseError as error:
            failures[name] = error
    chinese = catalogue.translations(catalogue.read())
    with Runner(COURSE, chinese, jobs=jobs, gpu=gpu) as runner:
        outcome = runner.bring_up_to_date(snippets, fresh=fresh)
    outcome.failures.update(failures)
    return outcome


def _chosen(names: list[str], known: Iterable[str]) -> Iterable[str]:
    """The snippets that are named, or stand in a topic that is; all if nothing is named."""
    chosen = []
    for name in names or known:
        matching = [each for each in known if each == name or each.startswith(f"{name}/")]
        if not matching:
            raise CourseError(f"no snippet is called {name!r}", remedy=nearest(name, known))
        chosen += matching
    return dict.fromkeys(chosen)


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
