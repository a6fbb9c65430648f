"""What a reading depends on beside the catalogues: the files that languages are read with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from baithak.model import digest


def grammars(folder: Path | None = None) -> str:
    """A digest of the built-in grammar files (or of those of a folder), so that a changed rule reads pages anew."""
    folder = folder or Path(str(files("baithak.knowledge")))
    found = sorted(path for path in folder.glob("*/*") if path.suffix in (".yml", ".txt"))
    return digest("".join(f"{path.relative_to(folder)} {digest(path.read_text('utf-8'))}\n" for path in found))
