"""Builds the published source of visdom with the setuptools named in pyproject.toml."""

import subprocess
import sys
from pathlib import Path


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    before = set(Path(wheel_directory).glob("*.whl"))
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "visdom==0.2.4"]
    subprocess.run([*command, "--wheel-dir", wheel_directory], check=True)
    (wheel,) = set(Path(wheel_directory).glob("*.whl")) - before
    return wheel.name
