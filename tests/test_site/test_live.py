"""Figures that move: each is moved as readers would, and what it shows is computed again from the facts of the run."""

from __future__ import annotations

import gzip
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .conftest import LANGUAGES, PHONE, ROOT, Html
from .test_browser import CONTRAST

pytestmark = pytest.mark.browser

WIRE = 25_000  # bytes of script that a page may load because of moving figures
TOUCH = 44  # pixels
Box = Any


@dataclass(frozen=True)
class Moving:
    """A moving figure of a page."""

    page: Html
    id: str
    script: str
    snippet: str
    given: dict[str, Any]

    def __str__(self) -> str:
        return f"/{self.page.url}#{self.id}"


@pytest.fixture(scope="module")
def figures(pages: list[Html]) -> list[Moving]:
    return [
        Moving(
            page, each.get("id"), each.get("data-live"), each.get("data-snippet"), json.loads(each.get("data-facts"))
        )
        for page in pages
        for each in page.tree.xpath("//figure[@data-live]")
    ]


@pytest.fixture(scope="module")
def stepped(pages: list[Html]) -> list[tuple[Html, str]]:
    """Pages and ids of the figures whose pictures follow one another."""
    return [(page, each.get("id")) for page in pages for each in page.with_class("steps")]


def in_language(figures: list[Moving], language: str) -> list[Moving]:
    found = [figure for figure in figures if figure.page.language == language]
    assert found
    return found


@pytest.fixture
def mount(open_tab: Callable[..., Any]) -> Callable[..., tuple[Any, Box]]:
    """Opens the page of a figure and scrolls to it; returns the tab and the box that moves."""

    def mounted(figure: Moving, **settings: Any) -> tuple[Any, Box]:
        tab = open_tab(figure.page.url, **settings)
        bring(tab, figure.id)
        return tab, tab.locator(f"#{figure.id} > .live-box")

    return mounted


def bring(tab: Any, name: str) -> None:
    tab.evaluate("id => document.getElementById(id).scrollIntoView({block: 'center', behavior: 'instant'})", name)
    tab.wait_for_selector(f"#{name}.moves")
    tab.wait_for_function("name => document.querySelector(`#${name} .live-box svg`).hasAttribute('viewBox')", arg=name)


def state(box: Box) -> dict[str, str]:
    """What the figure says of itself."""
    return box.evaluate("box => ({...box.dataset})")


def set_slider(box: Box, number: int, value: float) -> None:
    box.locator("input").nth(number).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input')) }", value
    )


def handles(box: Box) -> Iterator[Box]:
    for number in range(box.locator(".handle").count()):
        yield box.locator(".handle").nth(number)


def middle(element: Any) -> tuple[float, float]:
    place = element.bounding_box()
    return place["x"] + place["width"] / 2, place["y"] + place["height"] / 2


# All of them --------------------------------------------------------------------------------------


def test_every_script_moves_a_figure_in_both_languages(figures: list[Moving]) -> None:
    scripts = {path.stem for path in (ROOT / "docs" / "assets" / "js" / "live").glob("*.js")}
    for language in LANGUAGES:
        assert {figure.script for figure in in_language(figures, language)} == scripts
    assert set(SHOWN) == scripts, "a figure without a test of what it shows"


def test_scripts_are_given_facts_of_the_run(figures: list[Moving], site: Path) -> None:
    verified = json.loads((site / "verification.json").read_text("utf-8"))["snippets"]
    facts = {snippet["name"]: snippet["facts"] for snippet in verified}
    poor = [str(figure) for figure in figures if not figure.given.items() <= facts[figure.snippet].items()]
    assert not poor


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_fetched_before_a_figure_comes_near(
    language: str, figures: list[Moving], open_tab: Callable[..., Any], site: Path
) -> None:
    for figure in in_language(figures, language):
        tab = open_tab(figure.page.url, viewport={"width": PHONE["width"], "height": 80})
        asked: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        top = tab.evaluate("id => document.getElementById(id).getBoundingClientRect().top", figure.id)
        assert top > 480, f"{figure} stands too high for this test"
        loaded = (
            "performance.getEntriesByType('resource').map(each => each.name)"
            ".filter(each => each.includes('/live/') || each.endsWith('/moving.js'))"
        )
        tab.wait_for_timeout(300)
        assert tab.evaluate(loaded) == [], figure
        bring(tab, figure.id)
        names = [url.rpartition("/assets/js/")[2] for url in asked if url.endswith(".js")]
        assert sorted(names) == [f"live/{figure.script}.js", "moving.js"]


def test_scripts_are_light_over_the_wire(figures: list[Moving], site: Path) -> None:
    folder = site / "assets" / "js"
    for page in {figure.page.url for figure in figures}:
        names = {f"live/{figure.script}" for figure in figures if figure.page.url == page}
        files = [folder / f"{name}.js" for name in ("course", "moving", *names)]
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= WIRE, page


@pytest.mark.parametrize("width", [320, 375, 720, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_takes_the_room_that_was_kept(
    language: str, width: int, figures: list[Moving], open_tab: Callable[..., Any]
) -> None:
    for figure in in_language(figures, language):
        tab = open_tab(figure.page.url, viewport={"width": width, "height": 800})
        height = "id => document.getElementById(id).getBoundingClientRect().height"
        before = tab.evaluate(height, figure.id)
        bring(tab, figure.id)
        assert abs(tab.evaluate(height, figure.id) - before) < 1, figure
        assert tab.evaluate(OVERFLOWING, figure.id) == [], figure
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


# What is wider or higher than the figure lets it be; what has no size.
OVERFLOWING = """id => {
  const box = document.querySelector(`#${id} .live-box`), { right, bottom, left } = box.getBoundingClientRect()
  return [...box.querySelectorAll("svg, p:not(.spoken), input, button, .value, .strip, .strip span")].filter(each => {
    const own = each.getBoundingClientRect()
    return own.right > right + 1 || own.left < left - 1 || own.bottom > bottom + 1 || own.width < 1 ||
      each.scrollWidth > each.clientWidth + 1 && each.clientWidth
  }).map(each => each.outerHTML.slice(0, 80))
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_moves_by_keyboard_and_keeps_the_focus(
    language: str, figures: list[Moving], mount: Callable[..., tuple[Any, Box]]
) -> None:
    for figure in in_language(figures, language):
        tab, box = mount(figure)
        stops = box.locator("input, button, .handle")
        for number in range(stops.count()):
            stop = stops.nth(number)
            stop.focus()
            before = state(box)
            if stop.evaluate("stop => stop.tagName === 'BUTTON'"):
                still = "true" in (stop.get_attribute("aria-pressed"), stop.get_attribute("aria-disabled"))
                tab.keyboard.press("Enter")
                assert still or state(box) != before, f"{figure} button {number}"
            else:
                for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
                    tab.keyboard.press(key)
                assert state(box) != before, f"{figure} stop {number}"
            assert stop.evaluate("stop => stop === document.activeElement"), f"{figure} loses the focus"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_moves_by_mouse(language: str, figures: list[Moving], mount: Callable[..., tuple[Any, Box]]) -> None:
    for figure in in_language(figures, language):
        tab, box = mount(figure)
        for number, handle in enumerate(handles(box)):
            before, (x, y) = state(box), middle(handle)
            tab.mouse.move(x, y)
            tab.mouse.down()
            tab.mouse.move(x + 20, y - 20, steps=3)
            tab.mouse.move(x + 45, y - 30, steps=3)
            tab.mouse.up()
            assert state(box) != before, f"{figure} handle {number}"
            there = state(box)
            tab.mouse.move(x, y)
            assert state(box) == there, f"{figure} handle {number} was let go"
        for number in range(box.locator("input").count()):
            before, slider = state(box), box.locator("input").nth(number).bounding_box()
            tab.mouse.click(slider["x"] + 0.83 * slider["width"], slider["y"] + slider["height"] / 2)
            assert state(box) != before, f"{figure} slider {number}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_moves_by_finger_while_the_page_stays(
    language: str, figures: list[Moving], mount: Callable[..., tuple[Any, Box]]
) -> None:
    for figure in in_language(figures, language):
        tab, box = mount(figure, viewport=PHONE, has_touch=True, is_mobile=True)
        tab.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
        for number, element in enumerate([*handles(box), *box.locator("input").all()]):
            element.scroll_into_view_if_needed()
            before, place = state(box), box.bounding_box()
            x, y = middle(element)
            swipe(tab, (x, y), (x + 25, y - 25) if number < box.locator(".handle").count() else (x + 70, y))
            assert state(box) != before, f"{figure} {number}"
            assert box.bounding_box() == place, f"{figure} {number} scrolls the page"


def swipe(tab: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draws a finger over the page, as the browser gets it from the screen."""
    session = tab.context.new_cdp_session(tab)
    for share in np.linspace(0, 1, 6):
        x, y = (a + share * (b - a) for a, b in zip(start, end, strict=True))
        kind = "touchMove" if share else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_touched_is_large_enough(
    language: str, figures: list[Moving], mount: Callable[..., tuple[Any, Box]]
) -> None:
    for figure in in_language(figures, language):
        _, box = mount(figure, viewport=PHONE)
        for element in box.locator("button, input, .handle").all():
            place = element.bounding_box()
            assert min(place["width"], place["height"]) >= TOUCH, f"{figure} {place}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_and_says_what_one_sees(
    language: str, figures: list[Moving], mount: Callable[..., tuple[Any, Box]]
) -> None:
    for figure in in_language(figures, language):
        _, box = mount(figure)
        labels = box.evaluate("box => [...box.querySelectorAll('[aria-label]')].map(each => each.ariaLabel)")
        words = " ".join([box.inner_text(), *labels])
        assert bool(re.search(r"[\u4e00-\u9fff]", words)) == (language == "zh"), f"{figure}: {words}"
        set_slider(box, 0, 0.1)
        seen = box.locator(".say").text_content()
        heard = box.locator("[aria-live]")
        heard.evaluate("(heard, seen) => new Promise(done => setTimeout(() => done(), 700))", seen)
        assert heard.text_content() == seen
        assert seen in box.locator("svg [role=img]").first.get_attribute("aria-label")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_colours_have_contrast_and_axe_finds_nothing(
    language: str, scheme: str, figures: list[Moving], audit_tools: Path, mount: Callable[..., tuple[Any, Box]]
) -> None:
    for figure in in_language(figures, language):
        tab, box = mount(figure, color_scheme=scheme, viewport=PHONE if scheme == "dark" else None)
        tab.add_script_tag(path=audit_tools / "node_modules" / "axe-core" / "axe.min.js")
        buttons = box.locator("button").all() or [None]
        for button in buttons:
            if button and button.get_attribute("aria-disabled") != "true":
                button.click()
            found = tab.evaluate("id => axe.run(`#${id}`, {resultTypes: ['violations']})", figure.id)
            assert not [f"{figure} {each['id']} {each['nodes'][0]['html']}" for each in found["violations"]]
            assert not tab.evaluate(CONTRAST.replace("figure.result svg", f"#{figure.id} .live-box svg"))


def test_nothing_is_kept_and_nothing_is_animated(figures: list[Moving], mount: Callable[..., tuple[Any, Box]]) -> None:
    for figure in in_language(figures, "zh"):
        tab, box = mount(figure)
        kept = """() => [
            ...Object.keys(localStorage), ...Object.keys(sessionStorage), location.search, history.length
        ]"""
        before = tab.evaluate(kept)
        set_slider(box, 0, 0.1)
        assert tab.evaluate(kept) == before
        assert tab.evaluate("id => document.getElementById(id).getAnimations({subtree: true}).length", figure.id) == 0


STILL = """id => {
  const figure = document.getElementById(id), shown = element => element.checkVisibility({ visibilityProperty: true })
  return {
    pictures: [...figure.querySelectorAll(":scope > div:not(.live-box)")].map(each =>
      shown(each.querySelector("svg, img")) && each.querySelector("svg, img").getBoundingClientRect().height > 20),
    moving: [...figure.querySelectorAll(".live-box, .steps-bar")].filter(shown).length,
  }
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_stand_still_without_javascript_and_on_paper(
    language: str, figures: list[Moving], stepped: list[tuple[Html, str]], open_tab: Callable[..., Any]
) -> None:
    names = [(figure.page, figure.id, 1) for figure in in_language(figures, language)]
    names += [(page, name, 2) for page, name in stepped if page.language == language]
    for page, name, least in names:
        for scripts in (False, True):
            tab = open_tab(page.url, java_script_enabled=scripts)
            if scripts:
                tab.locator(f"#{name}").scroll_into_view_if_needed()
                tab.wait_for_selector(f"#{name} > :is(.live-box, .steps-bar)")
                tab.emulate_media(media="print")
            seen = tab.evaluate(STILL, name)
            assert len(seen["pictures"]) >= least
            assert all(seen["pictures"]), f"{page.url}#{name} {seen}"
            assert seen["moving"] == 0


# What each shows ----------------------------------------------------------------------------------


def numbers(text: str) -> list[float]:
    return [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", text.replace("−", "-"))]


def perceptron(figure: Moving, box: Box) -> None:
    inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    gates = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
    box.evaluate(PERCEPTRON_SETTER)
    most = {}
    for number, (gate, targets) in enumerate(gates.items()):
        box.locator("button").nth(number).click()
        grid = [(w1, w2, b) for w1 in (-2, -1, 0, 1) for w2 in (-1.5, 0, 1, 2) for b in (-3, -1.5, -1, -0.5, 0, 1.5)]
        for w1, w2, b in grid:
            seen = box.evaluate("(box, values) => box.set(values)", [w1, w2, b])
            sums = [w1 * x1 + w2 * x2 + b for x1, x2 in inputs]
            wrong = [list(x) for x, z, y in zip(inputs, sums, targets, strict=True) if (z >= 0) != (y == 1)]
            assert seen["sums"] == pytest.approx(sums, abs=1e-9)
            assert seen["wrong"] == [[z >= 0] != [y == 1] for z, y in zip(sums, targets, strict=True)]
            assert json.loads(seen["data"]["wrong"]) == wrong
            # A point that answers 1 stands on the ground of 1, by what is painted there.
            assert [on for on, z in zip(seen["grounds"], sums, strict=True) if z] == [z > 0 for z in sums if z]
            said = numbers(seen["said"])
            if wrong:
                assert len(wrong) == 4 - int(seen["data"]["right"])
                assert 4 - len(wrong) in said
                assert said[-2 * len(wrong) :] == [value for each in wrong for value in each]
            most[gate] = max(most.get(gate, 0), 4 - len(wrong))
        assert f"{most[gate]}/4" in box.locator("button").nth(number).text_content()
    assert most == {"AND": 4, "OR": 4, "XOR": 3}


PERCEPTRON_SETTER = """box => {
  box.set = values => {
    box.querySelectorAll("input").forEach((input, n) => {
      input.value = values[n]
      input.dispatchEvent(new Event("input"))
    })
    const points = [...box.querySelectorAll("[data-point]")]
    const ground = ({ left, top, width, height }) =>
      document.elementsFromPoint(left + width / 2, top + height / 2).some(each => each.matches(".area.c1"))
    return {
      data: { ...box.dataset },
      sums: points.map(each => Number(each.dataset.z)),
      wrong: points.map(each => each.dataset.wrong === "true"),
      grounds: points.map(each => ground(each.querySelector(".mark").getBoundingClientRect())),
      said: box.querySelector(".say").textContent,
    }
  }
}"""


def squares(figure: Moving, box: Box) -> None:
    x, y = (np.array(each) for each in figure.given.values())
    best_w, best_b = np.polyfit(x, y, 1)

    def cost(w: float, b: float) -> float:
        return float(np.mean((w * x + b - y) ** 2))

    places = []
    for w, b in [
        (best_w - 2, best_b - 2),
        (best_w + 2, best_b + 2),
        (best_w - 1, best_b),
        (best_w + 0.5, best_b + 0.7),
    ]:
        set_slider(box, 0, w)
        set_slider(box, 1, b)
        seen = box.evaluate(SQUARES)
        assert [float(seen["data"][key]) for key in ("w", "b")] == pytest.approx([w, b])
        areas = (w * x + b - y) ** 2
        assert seen["areas"] == pytest.approx(areas)
        assert float(seen["data"]["cost"]) == pytest.approx(cost(w, b))
        assert numbers(seen["said"]) == pytest.approx([*areas, cost(w, b)], abs=0.0051)
        # What is painted: squares, all in one scale.
        assert np.allclose(seen["sides"][0], seen["sides"][1])
        sides = np.array(seen["sides"][0])
        assert np.allclose(sides, np.sqrt(areas) * sides[0] / math.sqrt(areas[0]), atol=0.5)
        places.append((w, b, cost(w, b), *seen["map"], *seen["curve"]))
    w, b, high, map_x, map_y, curve_x, curve_y = np.array(places).T
    for value, place in ((w, map_x), (b, map_y), (w, curve_x), (high, curve_y)):
        assert np.allclose(np.polyval(np.polyfit(value, place, 1), value), place, atol=0.5), "a scale is not even"
    to_w, to_b = np.polyfit(map_x, w, 1), np.polyfit(map_y, b, 1)
    levels = box.evaluate(LEVELS)
    assert len(levels) > 3
    for level, path in levels:
        points = np.array(path)
        on_line = [cost(*at) for at in zip(np.polyval(to_w, points[:, 0]), np.polyval(to_b, points[:, 1]), strict=True)]
        assert np.allclose(on_line, level, rtol=0.03, atol=0.03)
    # A tap on the map brings the point there.
    box.locator(".map").click(position={"x": float(map_x[3]), "y": float(map_y[3])})
    assert [float(state(box)[key]) for key in ("w", "b")] == pytest.approx([w[3], b[3]], abs=0.051)


SQUARES = """box => {
  const squares = [...box.querySelectorAll("[data-area]")]
  const place = name => {
    const { e, f } = box.querySelector(`${name} .handle`).transform.baseVal[0].matrix
    return [e, f]
  }
  return {
    data: { ...box.dataset },
    areas: squares.map(each => Number(each.dataset.area)),
    sides: ["width", "height"].map(side => squares.map(each => each[side].baseVal.value)),
    said: box.querySelector(".say").textContent,
    map: place(".map"),
    curve: place(".curve"),
  }
}"""
LEVELS = """box => [...box.querySelectorAll("[data-level]")].map(each =>
  [Number(each.dataset.level), each.getAttribute("d").slice(1).split("L").map(pair => pair.split(" ").map(Number))])"""


def learning_rate(figure: Moving, box: Box) -> None:
    mean_x2, best = figure.given["mean_x2"], figure.given["best"]
    limit = 1 / mean_x2
    if "valley_coefficients" in figure.given:  # the two pits come first
        box.locator("button").nth(0).click()
    kinds = [(0.05, "crawl"), (0.24, "crawl"), (0.26, "land"), (0.5, "land"), (0.74, "land"), (0.76, "leap")]
    for share, kind in [*kinds, (0.99, "leap"), (1.01, "fly"), (1.15, "fly")]:
        set_slider(box, 0, share * limit)
        seen = box.evaluate(WALK)
        lr, start, factor = float(seen["data"]["lr"]), float(seen["data"]["start"]), numbers(seen["said"])[-1]
        assert lr == pytest.approx(share * limit, abs=limit / 100)
        assert seen["data"]["kind"] == kind
        assert factor == pytest.approx(1 - 2 * lr * mean_x2, abs=0.0051)
        walk = descend(start, lr, lambda w: 2 * mean_x2 * (w - best), len(seen["steps"]))
        assert [w for w, _, _ in seen["steps"]] == pytest.approx(walk)
        if kind == "fly":
            assert abs(walk[-1] - best) > abs(start - best)
        check_places(seen["steps"], lambda w: mean_x2 * (w - best) ** 2)
    coefficients = figure.given.get("valley_coefficients")
    if coefficients is None:
        return
    box.locator("button").nth(1).click()
    slope = np.polyder(coefficients)
    roots = np.roots(slope)
    minima = sorted(
        (w.real for w in roots if np.polyval(np.polyder(slope), w.real) > 0), key=lambda w: np.polyval(coefficients, w)
    )
    ends = set()
    for lr in (0.02, 0.12, 0.25):
        set_slider(box, 0, lr)
        for _ in range(9):
            seen = box.evaluate(WALK)
            start = float(seen["data"]["start"])
            walk = descend(start, float(seen["data"]["lr"]), lambda w: np.polyval(slope, w), len(seen["steps"]))
            assert [w for w, _, _ in seen["steps"]] == pytest.approx(walk)
            check_places(seen["steps"], lambda w: np.polyval(coefficients, w))
            end = descend(start, float(seen["data"]["lr"]), lambda w: np.polyval(slope, w), 400)[-1]
            near = [name for name, w in zip(("deep", "shallow"), minima, strict=True) if abs(end - w) < 0.001]
            kind = "away" if not abs(end) < 100 else near[0] if near else "restless"
            assert seen["data"]["kind"] == kind
            if near:
                assert numbers(seen["said"])[-2:] == pytest.approx([end, np.polyval(coefficients, end)], abs=0.0051)
            ends.add(kind)
            for _ in range(7):
                box.locator(".handle").press("ArrowLeft")
    assert {"deep", "shallow"} < ends


def descend(w: float, lr: float, slope: Callable[[float], float], steps: int) -> list[float]:
    visited = []
    for _ in range(steps):
        w = w - lr * slope(w) if abs(w) < 100 else math.inf
        visited.append(w)
    return visited


def check_places(steps: list[tuple[float, float, float]], cost: Callable[[float], float]) -> None:
    """Each dot stands where its w and its cost belong, in even scales."""
    if len({round(w, 3) for w, _, _ in steps}) < 3:
        return
    w, x, y = np.array(steps).T
    for value, place in ((w, x), (np.array([cost(each) for each in w]), y)):
        assert np.allclose(np.polyval(np.polyfit(value, place, 1), value), place, atol=0.5)


WALK = """box => ({
  data: { ...box.dataset },
  said: box.querySelector(".say").textContent,
  steps: [...box.querySelectorAll("[data-step]")].map(({ dataset, cx, cy }) =>
    [Number(dataset.w), cx.baseVal.value, cy.baseVal.value]),
})"""


def training(figure: Moving, box: Box) -> None:
    given = {name: np.array(value) for name, value in figure.given.items()}
    points = np.stack([given["x"], given["y"]], axis=1)  # (80, 2)
    epochs = len(given["epochs"])
    hidden_weight = given["hidden_weight"].reshape(epochs, -1, 2)
    hidden_bias, out_weight = (given[name].reshape(epochs, -1) for name in ("hidden_bias", "out_weight"))
    inside = np.arange(len(points)) < len(points) / 2
    rights = []
    for frame in range(epochs):
        set_slider(box, 0, frame)
        hidden = np.tanh(points @ hidden_weight[frame].T + hidden_bias[frame])
        wrong = (hidden @ out_weight[frame] + given["out_bias"][frame] > 0) != inside
        rights.append(int(np.sum(~wrong)))
        assert state(box)["right"] == str(rights[-1])
        assert state(box)["epoch"] == str(given["epochs"][frame])
        marked = box.evaluate(
            "box => [...box.querySelectorAll('[data-wrong]')].map(each => Number(each.dataset.wrong))"
        )
        assert marked == np.flatnonzero(wrong).tolist()
        assert rights[-1] in numbers(box.locator(".say").text_content())
    assert rights[-1] == len(points) > rights[0]


def graph(figure: Moving, box: Box) -> None:
    second = np.array([figure.given[name] for name in ("x2", "y2")])
    back, forth = box.locator("button").nth(2), box.locator("button").nth(3)
    for chosen, last in ((0, 7), (1, 10)):
        box.locator("button").nth(chosen).click()
        for x, w, y in [(1, 1, 2), (-1.5, 2.5, 3.5), (0, 1, 2), (2, 0, 1.5), (2, -1, 4), (1, 2, 2)]:
            for number, value in enumerate((x, w, y)):
                set_slider(box, number, value)
            assert box.evaluate(GRAPH)["data"]["at"] == str(last), "a slider shows its slopes"
            for _ in range(last):
                back.click()
            samples = np.array([(x, y), second] if chosen else [(x, y)])
            expected = differences(samples, w)
            for at in range(last + 1):
                seen = box.evaluate(GRAPH)
                assert [float(seen["data"][name]) for name in "xwy"] == [x, w, y]
                assert (seen["data"]["at"], seen["data"]["graph"]) == (str(at), str(chosen))
                values, slopes = dict(seen["values"]), dict(seen["slopes"])
                assert values == pytest.approx({wire: expected[wire][0] for wire in values}, abs=1e-9)
                assert slopes == pytest.approx({wire: expected[wire][1] for wire in slopes}, abs=1e-6)
                assert seen["shown"] == pytest.approx(seen["written"], abs=0.0051)
                # forward: the inputs and, level by level, what they make; backward: from the loss on
                assert len(values) == ([6, 8, 10, 12, 13] if chosen else [3, 4, 5, 6])[min(at, 3 + chosen)]
                assert bool(slopes) == (at > (last - 1) // 2)
                said = numbers(seen["said"])
                if at:
                    assert said[:2] == [at, last]
                if at < last:
                    forth.click()
            seen = box.evaluate(GRAPH)
            assert seen["data"]["at"] == str(last), "at the end it stays"
            assert (forth.get_attribute("aria-disabled"), back.get_attribute("aria-disabled")) == ("true", "false")
            inward = [slope for wire, slope in seen["slopes"] if wire.startswith("w ")]
            assert len(inward) == len(samples)
            assert sum(inward) == pytest.approx(np.sum(2 * (w * samples[:, 0] - samples[:, 1]) * samples[:, 0]))
            assert numbers(seen["said"])[-1 if chosen else -4] == pytest.approx(sum(inward), abs=0.0051)
            assert seen["sum"] == ([pytest.approx(sum(inward))] if chosen else [])
        box.locator("button").nth(chosen).click()
        seen = box.evaluate(GRAPH)["data"]
        assert [float(seen[name]) for name in ("x", "w", "y", "at")] == [1, 1, 2, 0], "a choice begins anew"


def differences(samples: np.ndarray, w: float) -> dict[str, tuple[float, float]]:
    """Value and slope of each wire by its name in the figure; slopes by central differences of what follows it."""
    found, total = {}, 0.0
    for number, (x, y) in enumerate(samples):
        n = "2" if number else ""

        def loss(w: float = w, x: float = x, y: float = y, error: float = 0.0) -> float:
            return (w * x - y + error) ** 2

        def slope(name: str, value: float, loss: Callable[..., float] = loss) -> float:
            return loss(**{name: value + 0.5}) - loss(**{name: value - 0.5})  # exact, as it is quadratic

        error = w * x - y
        found |= {
            f"w times{n}": (w, slope("w", w)),
            f"x{n} times{n}": (x, slope("x", x)),
            f"times{n} minus{n}": (w * x, slope("error", 0.0)),
            f"y{n} minus{n}": (y, slope("y", y)),
            f"minus{n} square{n}": (error, slope("error", 0.0)),
            f"square{n} plus": (error**2, 1.0),
        }
        total += error**2
    return found | {"plus loss": (total, 1.0), "square loss": (total, 1.0)}


GRAPH = """box => {
  const written = [...box.querySelectorAll("[data-value], [data-slope]")]
  const read = name => [...box.querySelectorAll(`[data-${name}]`)].map(({ dataset }) =>
    [dataset.wire, Number(dataset[name])])
  return {
    data: { ...box.dataset },
    values: read("value"),
    slopes: read("slope"),
    written: written.map(({ dataset }) => Number(dataset.value ?? dataset.slope)),
    shown: written.map(each => Number(each.textContent.replace("−", "-"))),
    said: box.querySelector(".say").textContent,
    sum: [...box.querySelectorAll("[data-grad]")].map(({ dataset }) => Number(dataset.grad)),
  }
}"""


def optimizers(figure: Moving, box: Box) -> None:
    names = ["SGD", "ASGD", "Rprop", "Adagrad", "RMSprop", "Adam", "Adamax", "LBFGS"]
    x = np.array([1.0, 2.0, 3.0])

    def cost(w: np.ndarray, b: np.ndarray) -> np.ndarray:
        return ((np.multiply.outer(w, x) + np.asarray(b)[..., None] - 2 * x) ** 2).sum(axis=-1)

    for number, kind in enumerate(("same", "own")):
        box.locator("button").nth(number).click()
        given = [[figure.given[f"{letter}_{kind}_{name.lower()}"] for letter in "wb"] for name in names]
        ways = np.array(given)  # (optimizer, w and b, epoch)
        away = np.hypot(ways[:, 0] - 2, ways[:, 1])
        for epoch in (0, 1, 4, 20, 43, 60, 99):
            set_slider(box, 0, epoch)
            there = {name for name, way in zip(names, away, strict=True) if np.all(way[epoch:] < 0.1)}
            chosen = names[epoch % 8]
            box.locator(".racers button").nth(epoch % 8).click()
            seen = box.evaluate(RACE)
            assert seen["data"] == {
                "epoch": str(epoch),
                "kind": kind,
                "chosen": chosen,
                "there": " ".join(name for name in names if name in there),
            }
            assert [name for name, green in zip(names, seen["green"], strict=True) if green] == seen["data"][
                "there"
            ].split()
            assert seen["away"] == pytest.approx(away[:, epoch], abs=0.0051)
            w, b = ways[epoch % 8, :, epoch]
            said = [epoch, w, b, math.hypot(w - 2, b), len(there)]
            assert numbers(seen["said"])[:5] == pytest.approx(said, abs=0.0051)
            dots = {name: at for name, *at in seen["dots"]}
            assert {name: at[:2] for name, at in dots.items()} == {
                name: pytest.approx(ways[n, :, epoch]) for n, name in enumerate(names)
            }
            if epoch == 1 and kind == "own":  # far apart: scales are even, and the bowl is where its cost says
                w, b, left, top = np.array(list(dots.values())).T
                to_w, to_b = np.polyfit(left, w, 1), np.polyfit(top, b, 1)
                assert to_w[0] == pytest.approx(-to_b[0], rel=1e-3)
                assert np.allclose(np.polyval(to_w, left), w, atol=0.01)
                assert np.allclose(np.polyval(to_b, top), b, atol=0.01)
                for level, path in box.evaluate(LEVELS):
                    at = np.array(path)
                    costs = cost(np.polyval(to_w, at[:, 0]), np.polyval(to_b, at[:, 1]))
                    assert np.allclose(costs, level, rtol=0.06, atol=0.1)


RACE = """box => ({
  data: { ...box.dataset },
  said: box.querySelector(".say").textContent,
  away: [...box.querySelectorAll(".racers span")].map(each => Number(each.textContent)),
  green: [...box.querySelectorAll(".racers span")].map(each => each.matches(".there")),
  dots: [...box.querySelectorAll("[data-name]")].map(({ dataset, cx, cy }) =>
    [dataset.name, Number(dataset.w), Number(dataset.b), cx.baseVal.value, cy.baseVal.value]),
})"""


SHOWN = {
    "perceptron": perceptron,
    "squares": squares,
    "learning_rate": learning_rate,
    "training": training,
    "graph": graph,
    "optimizers": optimizers,
}


def students(figure: Moving, box: Box) -> None:
    hours, passed = (np.array(figure.given[name]) for name in ("hours", "passed"))
    seen = box.evaluate(STUDENTS)
    assert [float(seen["data"][name]) for name in "wb"] == [figure.given["w"], figure.given["b"]]
    assert json.loads(seen["data"]["passed"]) == passed.tolist()
    for flipped in (None, 0, 2):
        if flipped is not None:
            box.locator("button").nth(flipped).click()
            passed[flipped] = 1 - passed[flipped]
        for w, b in [(1, -1.5), (0, 0), (6, -15), (-3, 8), (2.4, -5.8), (6, 8)]:
            set_slider(box, 0, w)
            set_slider(box, 1, b)
            seen = box.evaluate(STUDENTS)
            assert [float(seen["data"][name]) for name in "wb"] == [w, b]
            assert json.loads(seen["data"]["passed"]) == passed.tolist()
            p = 1 / (1 + np.exp(-(w * hours + b)))
            losses = -np.log(np.where(passed == 1, p, 1 - p))
            assert seen["p"] == pytest.approx(p)
            assert seen["losses"] == pytest.approx(losses, rel=1e-6)
            assert float(seen["data"]["total"]) == pytest.approx(losses.sum(), rel=1e-6)
            said, wrong = numbers(seen["said"]), int(((w * hours + b > 0) != (passed == 1)).sum())
            assert said[:4] == pytest.approx([*losses, losses.sum()], abs=0.0051)
            assert said[4:] == ([wrong] if wrong else [])
            # What is painted: bars in one scale, and dots, higher for those who passed.
            widths = np.array(seen["widths"])
            assert np.allclose(widths, losses * widths.max() / losses.max(), atol=0.5)
            heights = np.array(seen["heights"])
            assert len(set(heights[passed == 1])) <= 1
            assert not passed.any() or passed.all() or heights[passed == 1][0] < heights[passed == 0][0] - 50
    # Arrow keys: the first dot shifts the curve to the right, the second makes it steeper.
    set_slider(box, 0, 2)
    set_slider(box, 1, -3)
    first, second = box.locator(".handle").nth(0), box.locator(".handle").nth(1)
    first.press("ArrowRight")
    assert [float(state(box)[name]) for name in "wb"] == pytest.approx([2, -3.1])
    second.press("ArrowUp")
    assert [float(state(box)[name]) for name in "wb"] == pytest.approx([2.1, -3.1])


STUDENTS = """box => {
  const read = (name, key) => [...box.querySelectorAll(`[data-${name}]`)].map(each => Number(each.dataset[key]))
  return {
    data: { ...box.dataset },
    p: read("student", "p"),
    losses: read("bar", "loss"),
    widths: [...box.querySelectorAll("[data-bar]")].map(each => each.width.baseVal.value),
    heights: [...box.querySelectorAll("[data-student]")].map(each => each.cy.baseVal.value),
    said: box.querySelector(".say").textContent,
  }
}"""
SHOWN["students"] = students


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("script", SHOWN)
def test_it_shows_what_the_run_says(
    script: str, language: str, figures: list[Moving], mount: Callable[..., tuple[Any, Box]]
) -> None:
    shown = [figure for figure in in_language(figures, language) if figure.script == script]
    assert shown
    for figure in shown:
        _, box = mount(figure)
        SHOWN[script](figure, box)


# Pictures that follow one another -----------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_follow_one_another(
    language: str, stepped: list[tuple[Html, str]], open_tab: Callable[..., Any]
) -> None:
    found = [(page, name) for page, name in stepped if page.language == language]
    assert found
    visible = """name => [...document.querySelectorAll(`#${name} > div`)].flatMap((each, index) =>
      each.checkVisibility({ visibilityProperty: true }) ? [index] : [])"""
    for page, name in found:
        tab = open_tab(page.url, viewport=PHONE)
        figure = tab.locator(f"#{name}")
        height = figure.evaluate("figure => figure.offsetHeight")
        count = figure.locator("> div").count()
        back, forth = figure.locator("button").all()
        for at in range(count):
            assert tab.evaluate(visible, name) == [at]
            assert numbers(figure.locator("[aria-live]").text_content()) == [at + 1, count]
            if at < count - 1:
                forth.click()
        forth.press("Enter")
        assert tab.evaluate(visible, name) == [count - 1]
        assert forth.evaluate("button => button === document.activeElement && button.ariaDisabled === 'true'")
        for key, at in (("ArrowLeft", count - 2), ("Home", 0), ("ArrowLeft", 0), ("ArrowRight", 1), ("End", count - 1)):
            tab.keyboard.press(key)
            assert tab.evaluate(visible, name) == [at]
        back.click()
        assert tab.evaluate(visible, name) == [count - 2]
        assert figure.evaluate("figure => figure.offsetHeight") == height
        for button in (back, forth):
            assert min(button.bounding_box()[side] for side in ("width", "height")) >= TOUCH


# One-minute checks ----------------------------------------------------------------------------------

SIGN = """summary => {
  const { maskImage, backgroundColor } = getComputedStyle(summary, "::before")
  const [own, box] = [summary, summary.parentElement].map(each => getComputedStyle(each))
  return [maskImage, backgroundColor, own.backgroundColor, box.borderColor]
}"""
MARKED = """check => [...check.querySelectorAll("summary *")].filter(each =>
  getComputedStyle(each).textDecorationLine !== "none").map(each => each.outerHTML)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_look_alike_until_they_are_opened(
    language: str, scheme: str, pages: list[Html], open_tab: Callable[..., Any]
) -> None:
    found = [page for page in pages if page.language == language and page.with_class("check")]
    assert found
    for page in found:
        tab = open_tab(page.url, viewport=PHONE, color_scheme=scheme)
        for check in tab.locator(".check").all():
            summaries = check.locator("> details > summary").all()
            right, wrong = check.locator("> .right").count(), check.locator("> .wrong").count()
            assert right == 1
            assert wrong >= 1
            assert len(summaries) == right + wrong
            assert len({json.dumps(summary.evaluate(SIGN)) for summary in summaries}) == 1
            assert min(summary.bounding_box()["height"] for summary in summaries) >= TOUCH
            assert check.evaluate(MARKED) == [], "what stands out before it is opened"
            closed = summaries[0].evaluate(SIGN)
            for summary in summaries:
                summary.click()
            signs = {kind: check.locator(f"> .{kind} > summary").first.evaluate(SIGN) for kind in ("right", "wrong")}
            for one, other, before in zip(signs["right"], signs["wrong"], closed, strict=True):
                assert len({one, other, before}) == 3
