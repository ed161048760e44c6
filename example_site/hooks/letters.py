"""A font for code blocks, so that every Vietnamese letter is in it on any machine.

Many monospaced fonts lack letters such as ấ and ệ, and a browser then takes them from another
font, of another width. IBM Plex Mono (SIL Open Font License) has them all and is there already:
heatmark draws images with it.
"""

from __future__ import annotations

from importlib.resources import files as resources
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

FOLDER = "assets/fonts"
FONT = "files/IBMPlexMono-Regular.ttf"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the font and its licence to what is published; MkDocs calls this with all files."""
    package = resources("fontpkg_ibm_plex_mono")
    for path, name in ((FONT, "IBMPlexMono-Regular.ttf"), ("LICENSE", "IBMPlexMono.LICENSE.txt")):
        content = package.joinpath(path).read_bytes()
        files.append(File.generated(config, f"{FOLDER}/{name}", content=content))
    return files
