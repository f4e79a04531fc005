"""Make sure that there is a Chromium for the browser tests, or say clearly what is missing."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
MISSING = """No Chrome or Chromium was found, and it cannot be installed here.
The browser tests need one: install Debian's package `chromium` (apt-get install chromium)
or Google Chrome, or set CHROMIUM=/path/to/the/browser, then call `make test` again."""


def find() -> str | None:
    """Return the path of an installed browser; the variable CHROMIUM wins."""
    given = os.environ.get("CHROMIUM")
    return given or next(filter(None, map(shutil.which, (*NAMES, MAC))), None)


def install() -> None:
    """Install Debian's Chromium where this user may."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        sys.exit(MISSING)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=True, env=quiet)


if __name__ == "__main__":
    if find() is None:
        install()
    print("browser:", find() or sys.exit(MISSING))
