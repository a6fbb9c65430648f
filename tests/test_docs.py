"""What README and CONTRIBUTING show works as shown."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import regex
import yaml

from baithak.fetch.sources import Sources, read_sources
from baithak.knowledge.load import check

ROOT = Path(__file__).resolve().parents[1]


def blocks(page: str, kind: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return regex.findall(rf"^```{kind}\n(.*?)^```$", text, regex.MULTILINE | regex.DOTALL)


def test_the_institution_of_the_walk_through_is_in_order(tmp_path: Path) -> None:
    shown, *_ = blocks("CONTRIBUTING.md", "yaml")
    (tmp_path / "shown.yml").write_text(shown, "utf-8")
    assert len(yaml.safe_load(shown)["bodies"]) == 2
    assert check([tmp_path]) == []


def test_the_list_of_sources_that_is_shown_can_be_read(tmp_path: Path) -> None:
    (shown,) = blocks("docs/intake.md", "toml")
    (tmp_path / "sources.toml").write_text(shown, "utf-8")
    sources = read_sources(tmp_path / "sources.toml")
    assert [len(source.match) for source in sources.source] == [0, 2]
    defaults = Sources(source=sources.source)
    assert sources.model_copy(update={"agent": defaults.agent}) == defaults


def test_the_readme_has_the_two_commands_that_ci_runs() -> None:
    first, second = blocks("README.md", "sh")
    assert "baithak build examples" in first
    assert "pytest" in second


def test_every_command_of_the_readme_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(regex.findall(r"`baithak ([a-z]+)", text))
    script = "from baithak.outlets.cli import app; app(['--help'])"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert named
    assert all(f" {command} " in told for command in named)


def test_all_data_travels_with_the_package() -> None:
    package = ROOT / "src" / "baithak"
    setup = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    shipped = {
        path
        for glob in setup["tool"]["setuptools"]["package-data"]["baithak"]
        for path in package.glob(glob)
        if path.is_file()
    }
    data = {p for p in package.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")}
    assert data == shipped
