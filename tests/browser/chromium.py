"""Finds a Chromium on this machine, or installs Debian's: `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ADVICE = "The browser tests need Chromium: install it (apt-get install chromium) or set CHROMIUM"


class NoChromium(Exception):
    """The message is one line that says what to install."""


def found() -> str:
    """The path of the browser that the tests drive."""
    if named := os.environ.get("CHROMIUM"):
        if not shutil.which(named):
            raise NoChromium(f"CHROMIUM={named} is not a program")
        return named
    for name in NAMES:
        if path := shutil.which(name):
            return path
    downloads = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache/ms-playwright")
    for downloaded in sorted(Path(downloads).glob("chromium-*/chrome-linux*/chrome")):
        return str(downloaded)
    raise NoChromium(ADVICE)


def install() -> None:
    """Install Debian's Chromium where that needs no password."""
    apt = shutil.which("apt-get")
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if not apt or (sudo and not shutil.which("sudo")):
        raise NoChromium(ADVICE)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run([*sudo, apt, "--quiet", *words], env=environment, check=False)
        if done.returncode:
            raise NoChromium(ADVICE)


def main() -> None:
    try:
        try:
            found()
        except NoChromium:
            if "CHROMIUM" in os.environ:
                raise
            install()
            found()
    except NoChromium as reason:
        sys.exit(str(reason))


if __name__ == "__main__":
    main()
