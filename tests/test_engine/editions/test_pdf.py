"""The text of a PDF, as a reader searches and copies it."""

from __future__ import annotations

from snippets._engine.editions.pdf import with_ideographs

CMAP = """begincmap
1 begincodespacerange
<00> <FF>
endcodespacerange
2 beginbfchar
<01> <2F64>
<02> <D835DC65>
endbfchar
2 beginbfrange
<03> <05> <2F06>
<20> <21> <0041>
endbfrange
endcmap
"""


def test_radicals_become_ideographs():
    """⽤ alone, ⼆⼇⼈ as a range; 𝑥 and letters stay, and so do the lines around them."""
    assert with_ideographs(CMAP) == (
        "begincmap\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
        "7 beginbfchar\n<01> <7528>\n<02> <D835DC65>\n<03> <4E8C>\n<04> <4EA0>\n<05> <4EBA>\n"
        "<20> <0041>\n<21> <0042>\nendbfchar\nendcmap\n"
    )


def test_a_table_without_radicals_stays():
    table = CMAP.replace("2F64", "7528").replace("2F06", "0061")
    assert with_ideographs(table) == table
