"""The editions of each language: a PDF of the whole course, and its site as a zip that works from a folder.

They lie in `.cache/editions/<key>`, where the key is made from everything that they are made from: a
folder with the key of now holds current editions, and there is never more than one.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from filelock import FileLock

from ..course import Course
from ..files import write_atomically
from ..html.fonts import with_font
from ..page.material import Material
from ..words import TEXTS
from .book import OfflineSite, book
from .browser import chromium, find_chromium
from .pdf import print_book

NAME = "deep-learning-that-runs"
MAKE = "python -m snippets editions"

# What decides how a page looks. Chromium is not among them: another version makes no edition outdated.
_TOOLS = (
    "fonttools",
    "jieba",
    "latex2mathml",
    "lxml",
    "markdown",
    "mkdocs",
    "mkdocs-jupyter",
    "mkdocs-material",
    "nbconvert",
    "pikepdf",
    "pygments",
    "pymdown-extensions",
    "ziamath",
)
# What only a server has a use for, and what only debuggers read.
_NOT_OFFLINE = ("404.html", "sitemap.xml", "sitemap.xml.gz", "*.map")


@dataclass(frozen=True)
class Edition:
    """One file of the editions.

    Attributes:
        language: "zh" or "en".
        kind: "pdf" or "zip".
        file: Its name.
        size: Its bytes.
        count: Pages of the PDF, files in the zip.
    """

    language: str
    kind: str
    file: str
    size: int
    count: int


@dataclass(frozen=True)
class Editions:
    """Every edition, made together.

    Attributes:
        folder: Where they lie.
        date: The day they were made.
        editions: The files.
    """

    folder: Path
    date: str
    editions: list[Edition]

    def paths(self, language: str) -> list[Path]:
        """The files of a language."""
        return [self.folder / edition.file for edition in self.editions if edition.language == language]


def folder_of(course: Course) -> Path:
    """Where the editions of a course lie."""
    return course.cache / "editions"


def key_of(course: Course, material: Material, settings: Iterable[str]) -> str:
    """Key of the editions: sources, results, tools and settings.

    Args:
        course: The course.
        material: What pages are made from.
        settings: Settings from outside the project's files that appear in pages.
    """
    digest = hashlib.sha256()
    for folder in (course.docs, course.snippets):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{path.relative_to(course.root).as_posix()}\0{_digest(path)}\n".encode())
    runs = {name: (result.key, result.finished) for name, result in material.results.items()}
    tools = {tool: metadata.version(tool) for tool in _TOOLS}
    rest = [_digest(course.settings), runs, dict(material.absent), tools, list(settings)]
    digest.update(json.dumps(rest, sort_keys=True).encode())
    return digest.hexdigest()[:16]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def current(course: Course, key: str) -> Editions | None:
    """The editions with a key, if they are made."""
    folder = folder_of(course) / key
    try:
        made = json.loads((folder / "editions.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Editions(folder, made["date"], [Edition(**edition) for edition in made["editions"]])


def make(course: Course, key: str, build: Callable[[Path], list[OfflineSite]]) -> Editions:
    """Makes the editions with a key, unless they are there, and says what it does.

    Args:
        course: The course, in whose cache they are kept.
        key: What `key_of` says.
        build: Builds the offline site of each language into folders of a folder.

    Raises:
        CourseError: There is no Chromium, or a site cannot be built or printed.
    """
    find_chromium()
    editions = folder_of(course)
    editions.mkdir(parents=True, exist_ok=True)
    with FileLock(editions.with_suffix(".lock")):
        if made := current(course, key):
            return made
        for old in editions.iterdir():
            shutil.rmtree(old)
        with tempfile.TemporaryDirectory(dir=editions, prefix="part-") as temporary:
            folder = Path(temporary) / key
            folder.mkdir()
            _make(course, folder, Path(temporary) / "sites", build)
            folder.rename(editions / key)
    made = current(course, key)
    assert made is not None
    return made


def _make(course: Course, folder: Path, sites: Path, build: Callable[[Path], list[OfflineSite]]) -> None:
    date = datetime.date.today().isoformat()
    print("building the offline sites …", flush=True)
    with _step("offline sites"):
        built = build(sites)
    print("packing and printing …", flush=True)
    with ThreadPoolExecutor() as pool:
        pairs = pool.map(lambda site: _editions(course, site, folder, date), built)
        made = [edition for pair in pairs for edition in pair]
    manifest = {"date": date, "editions": [asdict(edition) for edition in made]}
    write_atomically(folder / "editions.json", json.dumps(manifest, indent=1) + "\n")


def _editions(course: Course, site: OfflineSite, folder: Path, date: str) -> list[Edition]:
    packed, printed = (folder / f"{NAME}.{site.language}.{kind}" for kind in ("zip", "pdf"))
    with _step(packed.name):
        files = write_zip(site.folder, packed)
    with _step(printed.name), chromium() as browser:
        document = site.folder / "book.html"
        document.write_text(with_font(book(site, date, course), course.cache / "fonts"), "utf-8")
        pdf, pages = print_book(browser, document)
        printed.write_bytes(pdf)
    return [
        Edition(site.language, "pdf", printed.name, printed.stat().st_size, pages),
        Edition(site.language, "zip", packed.name, packed.stat().st_size, files),
    ]


@contextmanager
def _step(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:6.1f} s  {name}", flush=True)


def write_zip(site: Path, path: Path) -> int:
    """Packs an offline site, in one folder named like the zip.

    Returns:
        How many files are in it.
    """
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for file in sorted(site.rglob("*")):
            if file.is_file() and not any(file.match(pattern) for pattern in _NOT_OFFLINE):
                packed.write(file, f"{path.stem}/{file.relative_to(site).as_posix()}")
                count += 1
    return count


def table(editions: Editions) -> str:
    """What was made, a line for each file."""
    lines = []
    for edition in editions.editions:
        unit = "pages" if edition.kind == "pdf" else "files"
        lines.append(f"{editions.folder / edition.file}  {_megabytes(edition)}, {edition.count} {unit}")
    return "\n".join(lines)


def links(editions: Editions | None, language: str) -> str:
    """Markdown of the links to a language's editions; without any, how to make them."""
    texts = TEXTS[language]
    if editions is None:
        return texts["no-editions"].format(MAKE)
    return "\n".join(
        f"- [{texts['edition'][edition.kind]}](editions/{edition.file})"
        + texts["edition-note"][edition.kind].format(size=_megabytes(edition), count=edition.count)
        for edition in editions.editions
        if edition.language == language
    )


def _megabytes(edition: Edition) -> str:
    return f"{edition.size / 1e6:.1f} MB"
