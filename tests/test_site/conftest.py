"""The built site, a server for it, and a real browser."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import lxml.html
import pytest
from filelock import FileLock

from snippets._engine.editions.browser import chromium, find_chromium
from snippets._engine.errors import CourseError

ROOT = Path(__file__).parents[2]
LANGUAGES = {"zh": "", "en": "en/"}
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 812}


@dataclass(frozen=True)
class Html:
    """A page of the built site.

    Attributes:
        path: its file.
        url: its address relative to the site's root, such as `en/overview/`.
        language: `zh` or `en`.
        name: its address within its language, such as `overview/`.
    """

    path: Path
    url: str
    language: str
    name: str

    @functools.cached_property
    def tree(self) -> lxml.html.HtmlElement:
        return lxml.html.fromstring(self.path.read_text("utf-8"))

    @functools.cached_property
    def article(self) -> lxml.html.HtmlElement:
        return self.tree.find(".//article")

    def with_class(self, name: str) -> list[lxml.html.HtmlElement]:
        """Elements of the page that carry a class."""
        return self.tree.xpath(f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]")

    @functools.cached_property
    def sections(self) -> list[str]:
        """Ids of the second-level headings."""
        return self.article.xpath(".//h2/@id")


def build(target: Path, **environment: str) -> Path:
    """Builds the site strictly into a folder."""
    env = {key: value for key, value in os.environ.items() if key not in ("SITE_URL", "COURSE_REPOSITORY")}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)]
    made = subprocess.run(command, cwd=ROOT, env=env | environment, capture_output=True, text=True, encoding="utf-8")
    assert made.returncode == 0, made.stdout + made.stderr
    return target


def once(folder: Path, make: Callable[[Path], Path]) -> Path:
    """Makes a folder once for all workers of a test run; the others wait for it."""
    done = folder.with_suffix(".done")
    with FileLock(folder.with_suffix(".lock")):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run that all its workers see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The built site: the folder named by SITE_DIR, or a fresh strict build."""
    if given := os.environ.get("SITE_DIR"):
        assert (Path(given) / "index.html").is_file(), f"SITE_DIR={given} holds no site"
        return Path(given).resolve()
    return once(shared / "site", build)


@pytest.fixture(scope="session")
def public_site(shared: Path) -> Path:
    """The site as it is built when its address and repository are set."""
    settings = {"SITE_URL": "https://course.example/book/", "COURSE_REPOSITORY": "https://github.com/course/book"}
    return once(shared / "public", lambda target: build(target, **settings))


def find_pages(site: Path) -> list[Html]:
    pages = []
    for path in sorted(site.rglob("index.html")):
        url = path.parent.relative_to(site).as_posix() + "/"
        url = "" if url == "./" else url
        if url.split("/")[0] == "assets":
            continue
        language = "en" if url.startswith("en/") else "zh"
        pages.append(Html(path, url, language, url.removeprefix(LANGUAGES[language])))
    assert pages
    return pages


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Html]:
    """Every page in both languages, notebook pages included."""
    return find_pages(site)


@pytest.fixture(scope="session")
def chapters(pages: list[Html]) -> list[Html]:
    """Pages with sections that show listings of snippets."""
    return [page for page in pages if page.with_class("listing") and page.sections]


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that closes a connection is no error."""


@contextlib.contextmanager
def serve(folder: Path, handler: type[Handler] = Handler) -> Iterator[str]:
    """Serves a folder; yields the address, ending in `/`."""
    with _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def lacking(reason: str) -> NoReturn:
    """Skips the tests of what a machine lacks; on CI they fail."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Address of a server for the built site, ending in `/`."""
    with serve(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of Chromium or Chrome."""
    try:
        return find_chromium()
    except CourseError as error:
        lacking(str(error))


@pytest.fixture(scope="session")
def audit_tools() -> Path:
    """The folder of Lighthouse and axe, as `npm ci` leaves it."""
    folder = ROOT / "tests" / "audit"
    if shutil.which("node") is None:
        lacking("no Node.js: install it, then run `npm ci` in tests/audit")
    if not (folder / "node_modules").is_dir():
        lacking("no Lighthouse and no axe: run `npm ci` in tests/audit")
    return folder


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[object]:
    """Chromium, driven by Playwright."""
    with chromium() as opened:
        yield opened


def watch(tab: Any, address: str, trouble: list[str]) -> None:
    """Records what goes wrong in a tab; the browser itself finds no other host."""

    def failed(request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before the search index had come
            trouble.append(f"request failed: {request.url} {request.failure}")

    def asked(request: Any) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            trouble.append(f"request to another host: {request.url}")

    tab.on("request", asked)
    tab.on(
        "console",
        lambda message: (
            trouble.append(f"console {message.type}: {message.text}") if message.type in ("error", "warning") else None
        ),
    )
    tab.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    tab.on("requestfailed", failed)
    tab.on(
        "response", lambda answer: trouble.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None
    )


def wait_for_scripts(tab: Any) -> None:
    """A page is painted, and loaded, before its scripts run."""
    tab.wait_for_selector("button[for=__drawer]", state="attached")


def go_to(tab: Any, url: str) -> None:
    """Opens a page in a tab and waits until it has loaded and its scripts have run."""
    tab.goto(url, wait_until="load")
    wait_for_scripts(tab)


@pytest.fixture
def open_tab(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens an address of the site in a fresh context; whatever went wrong there fails the test."""
    trouble: list[str] = []
    contexts = []

    def opened(url: str, **settings: Any) -> Any:
        context = browser.new_context(**{"viewport": WIDE} | settings)
        contexts.append(context)
        tab = context.new_page()
        watch(tab, address, trouble)
        tab.goto(address + url, wait_until="load")
        if settings.get("java_script_enabled", True):
            wait_for_scripts(tab)
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert not trouble
