"""With BAITHAK_COMPILED=1 the rooms that reading spends its time in are compiled (mypyc); without it nothing is.

The source is the same, and so is what it reads. It takes a C compiler, and mypy sees what the package depends on, so
that the build cannot be an isolated one: ``pip install '.[compiled]'``, then ``BAITHAK_COMPILED=1 pip install
--no-build-isolation --no-deps --force-reinstall .``.
"""

import os
from pathlib import Path

from setuptools import Extension, setup

_ROOMS = ("language", "claims", "documents")
_FLOOR = ("edtf.py", "memo.py", "model.py")
# Models of pydantic; frozen classes that go from process to process, which compiled ones cannot; and what mypyc cannot
# compile.
_INTERPRETED = frozenset({"__init__.py", "schema.py", "columns.py", "raw.py", "sources.py", "answer.py"})


def compiled() -> list[Extension]:
    """The modules of the reader as C, all of one unit, so that they call each other directly."""
    from mypyc.build import mypycify

    package = Path("src") / "baithak"
    modules = [path for room in _ROOMS for path in (package / room).rglob("*.py") if path.name not in _INTERPRETED]
    modules += [package / name for name in _FLOOR]
    return mypycify([str(path) for path in sorted(modules)], opt_level="2", debug_level="0", multi_file=True)


setup(ext_modules=compiled() if os.environ.get("BAITHAK_COMPILED") == "1" else [])
