"""The public address and the repository: what pages say with and without them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest

from .conftest import ROOT, Html, find_pages


def test_without_them_no_page_guesses(pages: list[Html]) -> None:
    for page in pages:
        assert page.tree.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8000/{page.url}"]
        assert not page.tree.xpath("//aside[@class='course-actions']"), page.url
        assert not [link for link in page.tree.xpath("//a/@href") if "colab.research.google" in link], page.url


def test_with_them_every_page_knows_itself(public_site: Path) -> None:
    home = "https://course.example/book/"
    for page in find_pages(public_site):
        assert page.tree.xpath("//link[@rel='canonical']/@href") == [home + page.url]
        pairs = {link.get("hreflang"): link.get("href") for link in page.tree.xpath("//link[@hreflang]")}
        assert pairs == {"zh": home + page.name, "en": f"{home}en/{page.name}", "x-default": home + page.name}
        report = page.tree.xpath("//aside[@class='course-actions']/a/@href")
        assert report, page.url
        assert report[0].startswith("https://github.com/course/book/issues/new?title="), page.url
        if page.with_class("listing-meta"):
            assert page.tree.xpath("//a[contains(@href, 'colab.research.google.com')]"), page.url


def test_edit_links_name_real_files(public_site: Path) -> None:
    found = 0
    for page in find_pages(public_site):
        for link in page.tree.xpath("//aside[@class='course-actions']/a/@href"):
            if "/edit/main/" in link:
                found += 1
                assert (ROOT / link.split("/edit/main/")[1]).is_file(), link
    assert found


def test_the_language_switch_stays_relative(public_site: Path) -> None:
    for page in find_pages(public_site):
        (link,) = page.with_class("course-language")
        assert urljoin(f"https://course.example/book/{page.url}", link.get("href")).startswith(
            "https://course.example/book/"
        )


def test_the_whole_site_names_one_address(public_site: Path) -> None:
    for name in ("sitemap.xml", "robots.txt", "llms.txt", "llms-full.txt", "feed.xml", "overview/index.md"):
        for folder in ("", "en/"):
            if (file := public_site / folder / name).exists():
                assert "https://course.example/book/" in file.read_text("utf-8"), file
                assert "127.0.0.1:8000/" not in file.read_text("utf-8").replace("http://127.0.0.1:8000/`", ""), file


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("course.example", "it should include the http:// (scheme)"),
        ("", "mkdocs.yml: site_url is empty. Set SITE_URL to the public address"),
    ],
)
def test_an_address_that_is_none_stops_the_build(tmp_path: Path, address: str, said: str) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "site")]
    environment = os.environ | {"SITE_URL": address}
    made = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert made.returncode != 0
    assert said in made.stdout + made.stderr
    assert "Traceback" not in made.stderr
    assert not (tmp_path / "site").exists()
