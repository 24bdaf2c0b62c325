"""What MkDocs loads (`hooks` in mkdocs.yml): makes the project importable and hands its events on."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from snippets._engine.site.adapter import (  # noqa: F401
    on_config,
    on_env,
    on_files,
    on_nav,
    on_page_content,
    on_page_markdown,
    on_post_build,
    on_post_page,
    on_pre_build,
    on_serve,
    on_shutdown,
    on_startup,
)
