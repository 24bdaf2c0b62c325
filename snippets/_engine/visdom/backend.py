"""Builds the published source of visdom with the setuptools named in pyproject.toml.

requirements.txt names it first, so that pip says at once when the course does not support the Python that it runs in.
"""

import os
import runpy
import subprocess
import sys
from pathlib import Path


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    runpy.run_path(str(Path(__file__).with_name("supported.py")))
    before = set(Path(wheel_directory).glob("*.whl"))
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "visdom==0.2.4"]
    # pip tells its hooks by variables where their backend lies, and this one is not visdom's.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("_PYPROJECT_HOOKS")}
    subprocess.run([*command, "--wheel-dir", wheel_directory], env=environment, check=True)
    (wheel,) = set(Path(wheel_directory).glob("*.whl")) - before
    return wheel.name
