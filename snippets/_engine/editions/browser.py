"""Chromium as it is installed: it prints the editions, and the tests look at the site in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import CourseError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Found without Playwright's own download: names on PATH, then where installers put it.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_INSTALLED = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """Path of Chromium or a browser made from it; the environment variable CHROMIUM comes first.

    Raises:
        CourseError: None is installed.
    """
    named = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else []
    found = [shutil.which(name) for name in (*named, *_NAMES)]
    for path in (*found, *_INSTALLED):
        if path and Path(path).exists():
            return path
    raise CourseError(
        "no Chromium found",
        remedy="Install Chromium or Chrome (Debian: apt install chromium), or set CHROMIUM to its path",
    )


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium without a window.

    Raises:
        CourseError: None is installed.
    """
    path = find_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=_ARGUMENTS)
        yield browser
        browser.close()
