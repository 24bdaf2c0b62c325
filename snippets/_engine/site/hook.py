"""What MkDocs loads (`hooks` in mkdocs.yml): makes the engine importable and hands its events on."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from snippets._engine.site.adapter import Adapter

ADAPTER = Adapter()

on_startup = ADAPTER.on_startup
on_config = ADAPTER.on_config
on_pre_build = ADAPTER.on_pre_build
on_files = ADAPTER.on_files
on_nav = ADAPTER.on_nav
on_env = ADAPTER.on_env
on_page_markdown = ADAPTER.on_page_markdown
on_page_content = ADAPTER.on_page_content
on_post_page = ADAPTER.on_post_page
on_post_build = ADAPTER.on_post_build
on_serve = ADAPTER.on_serve
on_shutdown = ADAPTER.on_shutdown
