"""Links that need the public address or the repository appear only when these are set."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from .conftest import Html, find_pages


def test_without_them_no_page_guesses(pages: list[Html]) -> None:
    for page in pages:
        assert not page.tree.xpath("//link[@rel='canonical' or @hreflang] | //aside[@class='course-actions']"), page.url
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
    root = Path(__file__).parents[2]
    found = 0
    for page in find_pages(public_site):
        for link in page.tree.xpath("//aside[@class='course-actions']/a/@href"):
            if "/edit/main/" in link:
                found += 1
                assert (root / link.split("/edit/main/")[1]).is_file(), link
    assert found


def test_the_language_switch_stays_relative(public_site: Path) -> None:
    for page in find_pages(public_site):
        (link,) = page.with_class("course-language")
        assert urljoin(f"https://course.example/book/{page.url}", link.get("href")).startswith(
            "https://course.example/book/"
        )
