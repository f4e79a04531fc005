"""Files of packages on npm, from which data files are built."""

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path


def read(package: str, path: str, folder: Path) -> bytes:
    """Return a file of a package, which npm fetches into an empty folder.

    Args:
        package: name and version, as npm writes them.
        path: of the file within the packed package.
        folder: for the package.
    """
    npm = shutil.which("npm")
    if npm is None:
        sys.exit(f"npm is needed to fetch {package}")
    pack = [npm, "pack", "--silent", package]
    subprocess.run(pack, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        member = archive.extractfile(path)
        if member is None:
            sys.exit(f"{package} holds no {path}")
        return member.read()
