"""A wrong address, answered as GitHub Pages does: always with the root's 404.html."""

from __future__ import annotations

import io
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest

from .conftest import Handler, serve

WRONG = {"zh": ("nowhere", "overview/no/such/", "a/b/c.html"), "en": ("en/nowhere", "en/overview/no/such/", "en/a/b/")}
HEADING = {"zh": "没有这一页", "en": "There is no such page"}


class _Pages(Handler):
    """Serves a folder below /book/, as a project's site on GitHub Pages."""

    def send_head(self) -> io.BufferedIOBase | None:
        if self.path.startswith("/book/"):
            self.path = self.path.removeprefix("/book")
            path = Path(self.translate_path(self.path))
            if path.is_file() or (path / "index.html").is_file():
                return super().send_head()
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


@pytest.fixture(scope="module")
def published(public_site: Path) -> Iterator[str]:
    with serve(public_site, _Pages) as address:
        yield f"{address}book/"


def test_each_language_has_its_own_page(public_site: Path) -> None:
    """Where each folder's page is used, as on other hosts."""
    for language, file in (("zh", "404.html"), ("en", "en/404.html")):
        tree = lxml.html.parse(str(public_site / file)).getroot()
        assert tree.xpath("//main//h1/text()")[0] == HEADING[language]
        assert tree.get("lang") == language
    assert HEADING["zh"] not in (public_site / "en" / "404.html").read_text("utf-8")


@pytest.mark.parametrize("file", ["404.html", "en/404.html"])
@pytest.mark.parametrize("wrong", [each for wrong in WRONG.values() for each in wrong])
def test_its_links_work_from_any_depth(public_site: Path, file: str, wrong: str) -> None:
    tree = lxml.html.parse(str(public_site / file)).getroot()
    own = "https://course.example/book/"
    found = 0
    for address in tree.xpath("//a/@href | //link/@href | //script/@src | //img/@src"):
        url = urlsplit(urljoin(own + wrong, address))
        if address.startswith("#") or url.netloc != "course.example":
            continue
        assert url.path.startswith("/book/"), address
        target = public_site / url.path.removeprefix("/book/")
        assert (target / "index.html").is_file() if target.is_dir() else target.is_file(), address
        found += 1
    assert found > 10


@pytest.mark.browser
@pytest.mark.parametrize(("language", "wrong"), [(name, each) for name, wrong in WRONG.items() for each in wrong])
def test_it_speaks_the_language_of_the_address(browser, published: str, language: str, wrong: str) -> None:
    page = browser.new_page()
    problems = []
    page.on("requestfailed", lambda request: problems.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    response = page.goto(published + wrong)
    assert response.status == 404
    assert page.locator("main h1:visible").all_inner_texts() == [HEADING[language]]
    assert page.locator("html").get_attribute("lang") == language
    assert page.title() == HEADING[language]
    home = published + ("" if language == "zh" else "en/")
    with page.expect_navigation() as navigation:
        page.locator("main .not-found:visible a").click()
    assert (navigation.value.status, page.url) == (200, home)
    assert not problems
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("wrong", ["nowhere", "en/nowhere"])
def test_without_scripts_it_speaks_both(browser, published: str, wrong: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(published + wrong)
    assert page.locator("main h1:visible").all_inner_texts() == [HEADING["zh"], HEADING["en"]]
    assert [each.get_attribute("lang") for each in page.locator("main .not-found").all()] == ["zh", "en"]
    context.close()
