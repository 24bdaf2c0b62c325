"""Makes a copy of the course larger: synthetic snippets, and chapters in both languages that show them."""

from __future__ import annotations

from pathlib import Path

SNIPPET = """\
# %% [markdown]
# # Descent {number} of topic {topic}

# %% descend
import numpy as np

# The data of descent {number} of topic {topic}
rng = np.random.default_rng({number})
x = rng.normal(size=200)
w, costs = 0.0, []
for step in range(30):
    error = w * x - {topic} * x
    costs.append(float((error**2).mean()))
    w -= 0.2 * float((error * x).mean())
first, last = costs[0], costs[-1]
print(f"after {{len(costs)}} steps: w {{w:.4f}}, cost {{last:.2e}}")

# %% curve
import matplotlib.pyplot as plt

plt.semilogy(costs)
plt.xlabel("synthetic step")
plt.ylabel("synthetic cost")
plt.show()

# %% check
assert last < first / 100
"""
PAGE = """\
---
title: {title} {topic}
description: {title} {topic}
---

# {title} {topic} {{ #topic }}
"""
SECTION = """
## {title} {topic}.{number} {{ #part-{number} }}

{title}: w = {{{{ {name}.w | .3f }}}}, {{{{ {name}.first | .2f }}}}, {{{{ {name}.last | .1e }}}}, $w_{{{number}}}^2$.

``` snippet
{name}.py: descend
```

``` figure
{name}.py: curve {{ #fig-{number} }}
{title}.

alt: {title} {topic}.{number}
```
"""
TITLES = {"zh": "合成的一章", "en": "A synthetic chapter"}
LABELS = {"synthetic step": "合成的步数", "synthetic cost": "合成的代价"}


def names_of(topic: int, each: int) -> list[str]:
    return [f"synthetic_{topic:02}/descent_{number:02}" for number in range(1, each + 1)]


def add_snippets(project: Path, topics: int, each: int) -> None:
    """Adds snippets to a project.

    Args:
        project: Its folder.
        topics: How many topics.
        each: How many snippets in each of them.
    """
    chinese = dict(LABELS)
    for topic in range(1, topics + 1):
        (project / "snippets" / f"synthetic_{topic:02}").mkdir()
        for number, name in enumerate(names_of(topic, each), 1):
            (project / "snippets" / f"{name}.py").write_text(SNIPPET.format(number=number, topic=topic), "utf-8")
            chinese[f"# Descent {number} of topic {topic}"] = f"# 主题 {topic} 的第 {number} 次下降"
            chinese[f"The data of descent {number} of topic {topic}"] = f"主题 {topic} 的第 {number} 次下降的数据"
    with (project / "snippets" / "zh.po").open("a", encoding="utf-8") as catalogue:
        catalogue.writelines(f'\nmsgid "{english}"\nmsgstr "{text}"\n' for english, text in chinese.items())


def add_chapters(project: Path, topics: int, each: int) -> None:
    """Adds a chapter in each language for each of the topics; arguments as for `add_snippets`."""
    pages = []
    for topic in range(1, topics + 1):
        folder, names = f"synthetic_{topic:02}", names_of(topic, each)
        pages.append(f"      - {folder}.md\n")
        for language, title in TITLES.items():
            sections = [
                SECTION.format(title=title, topic=topic, number=number, name=name)
                for number, name in enumerate(names, 1)
            ]
            page = PAGE.format(title=title, topic=topic) + "".join(sections)
            (project / "docs" / language / f"{folder}.md").write_text(page, "utf-8")
    settings = project / "mkdocs.yml"
    last = "      - backpropagation.md\n"
    text = settings.read_text("utf-8")
    assert last in text
    settings.write_text(text.replace(last, last + "".join(pages)), "utf-8")
