"""Matplotlib's SVG made fit to stand inside a page.

Its text stays text, and its colours are CSS variables, so that they follow the light or dark scheme of the
page that holds them; each variable carries its light colour as fallback, so that the picture is right
without the page too.
"""

from __future__ import annotations

import hashlib
import re

# Light-scheme colours by the name of their CSS variable. docs/assets gives both schemes.
PALETTE = {
    "fg": "#000000",
    "bg": "#ffffff",
    "muted": "#808080",
    "faint": "#d3d3d3",
    "c0": "#1a63b8",
    "c1": "#b2500a",
    "c2": "#14764a",
    "c3": "#bb2a33",
    "c4": "#7443bd",
    "c5": "#0a7185",
}

SCALE = 1.35  # CSS pixels a point
_VARIABLES = {colour: f"var(--fig-{name}, {colour})" for name, colour in PALETTE.items()}


def clean(svg: str, salt: str) -> str:
    """Makes Matplotlib's SVG fit to stand inside a page.

    Drops the XML head, metadata and style sheet (its rules would hold for the whole page), keeps only
    the identifiers that are used and makes them unique by `salt`, takes out groups without attributes,
    names fonts and colours by CSS variables, and shortens coordinates to hundredths of a point.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<defs>\s*</defs>", "", svg)
    width, height = (float(value) for value in re.findall(r'(?:width|height)="([\d.]+)pt"', svg)[:2])
    body = svg[svg.index(">") + 1 :]

    used = set(re.findall(r"url\(#([^)]+)\)", body)) | set(re.findall(r'href="#([^"]+)"', body))
    short = hashlib.sha256(salt.encode()).hexdigest()[:8]
    # In the order of the picture: Matplotlib's own names differ from run to run.
    there = [name for name in re.findall(r' id="([^"]+)"', body) if name in used]
    names = {name: f"m{short}-{index}" for index, name in enumerate(dict.fromkeys(there))}
    body = re.sub(r' id="([^"]+)"', lambda found: f' id="{names[found[1]]}"' if found[1] in names else "", body)
    body = re.sub(r"url\(#([^)]+)\)", lambda found: f"url(#{names[found[1]]})", body)
    body = re.sub(r'(?:xlink:)?href="#([^"]+)"', lambda found: f'href="#{names[found[1]]}"', body)
    body = body.replace("xlink:href", "href")
    body = _without_bare_groups(body)

    body = re.sub(
        r'( (?:d|x|y|points)=")([^"]*)(")',
        lambda found: found[1] + re.sub(r"-?\d+\.\d{3,}", _hundredths, found[2]) + found[3],
        body,
    )
    body = re.sub(r"\s*\n\s*", "\n", body)
    body = re.sub(r"#([0-9a-f]{6})\b", lambda found: _VARIABLES.get(found[0], found[0]), body)
    fonts = r"'(?:Noto Sans CJK SC|DejaVu Sans)'(?:, '[^']*')*(?:, sans-serif)?"
    body = re.sub(fonts, "var(--fig-font, sans-serif)", body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width * SCALE:.0f}" height="{height * SCALE:.0f}" '
        f'style="fill:{_VARIABLES[PALETTE["fg"]]};stroke-linejoin:round;stroke-linecap:butt">{body.strip()}\n'
    )


def _without_bare_groups(body: str) -> str:
    """Takes out the groups that say nothing about what they hold: half of the elements of a picture."""
    says: list[bool] = []

    def tag(found: re.Match[str]) -> str:
        if found[0] == "</g>":
            return found[0] * says.pop()
        says.append("=" in found[0])
        return found[0] * (says.pop() if found[0].endswith("/>") else says[-1])

    return re.sub(r"<g\b[^>]*>|</g>", tag, body)


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
