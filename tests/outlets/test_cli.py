"""The command line as people and programs meet it: light help, quiet pipes, one line for each thing that goes wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = [sys.executable, "-c", "from baithak.outlets.cli import main; main()"]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
HEAVY = {
    "pydantic", "sqlalchemy", "ahocorasick", "yaml", "regex", "trafilatura", "py3langid", "numpy", "rapidfuzz",
    "anyascii", "charset_normalizer", "lxml", "sqlite3", "pyarrow", "fastwarc", "httpx", "feedparser", "daft", "ray",
}  # fmt: skip


def run(*arguments: str, feed: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    quiet = {k: v for k, v in os.environ.items() if k not in ("BAITHAK_KNOWLEDGE", "FORCE_COLOR")}
    return subprocess.run([*MAIN, *arguments], input=feed, capture_output=True, check=False, cwd=cwd, env=quiet)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("built") / "record.db"
    done = run("build", str(EXAMPLES), "--db", str(db))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout == b""
    assert "documents" in done.stderr.decode()
    return db


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["knowledge", "--help"], ["build", "--help"], ["watch", "--help"], ["sift", "--help"]],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom baithak.outlets.cli import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit: print(*sys.modules, sep='\\n')"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "typer" in loaded
    by_typer = set() if arguments[0].startswith("-") else {"pydantic"}  # newer ones coerce paths with it, for help too
    assert (HEAVY - by_typer).isdisjoint(loaded)


@pytest.mark.parametrize(
    "command", ["build", "watch", "sift", "reread", "export", "show", "dates", "explain", "knowledge check"]
)
def test_each_command_teaches_by_an_example(command: str) -> None:
    told = run(*command.split(), "--help").stdout.decode()
    assert f"Example: baithak {command}" in told


def test_exports_keep_the_contract(built: Path) -> None:
    documents = [json.loads(line) for line in run("export", "documents", "--db", str(built)).stdout.splitlines()]
    claims = [json.loads(line) for line in run("export", "claims", "--db", str(built)).stdout.splitlines()]
    record = json.loads(run("export", "record", "--db", str(built)).stdout)
    texts = {path.name: path.read_bytes().decode("utf-8") for path in EXAMPLES.glob("*.txt")}
    assert {Path(d["addresses"][0]).name for d in documents} == set(texts)
    assert all(d["text_length"] == len(texts[Path(d["addresses"][0]).name]) for d in documents)
    assert {"title", "publisher", "issuer", "lang", "published", "published_basis", "release_id", "sister_languages",
            "noise", "reprint_of"} <= set(documents[0])  # fmt: skip
    assert claims
    for claim in claims:
        start, end, text = claim["quote"]
        assert texts[Path(claim["doc"]).name][start:end] == text
        assert {"cadence", "rotation", "value", "document", "level", "quantity", "amount", "plover"} <= set(claim)
    assert {"as_of", "bodies", "events", "equipment", "promises", "disputes", "actors"} <= set(record)
    assert any(body["sessions"] for body in record["bodies"])


def test_a_second_build_changes_no_byte_of_any_export(built: Path) -> None:
    exports = [("export", what, "--db", str(built)) for what in ("documents", "claims", "record")]
    before = [run(*export).stdout for export in exports]
    again = run("build", str(EXAMPLES), "--db", str(built))
    assert "new" not in again.stderr.decode().split("holds")[0]
    assert [run(*export).stdout for export in exports] == before


def test_show_prints_bodies_and_of_one_its_words(built: Path) -> None:
    record = json.loads(run("export", "record", "--db", str(built)).stdout)
    body = next(b for b in record["bodies"] if b["sessions"])
    assert f"id {body['id']}" in " ".join(run("show", "--db", str(built)).stdout.decode().split())
    told = run("show", body["id"], "--db", str(built)).stdout.decode()
    assert "“" in told
    assert ", sentence " in told


def test_a_reader_that_closes_the_pipe_is_no_error(built: Path) -> None:
    shell = (
        f"{sys.executable} -c 'from baithak.outlets.cli import main; main()' export claims --db '{built}' | head -c 1"
    )
    done = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_the_output_is_told(built: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [*MAIN, "export", "claims", "--db", str(built)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


def test_what_goes_wrong_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "diary.db").write_text("Dear diary, " * 20)
    for arguments, word in (
        (("show",), "baithak build"),
        (("export", "claims", "--db", "diary.db"), "choose another --db"),
        (("build", ".", "--knowledge", "none"), "none:1:"),
    ):
        done = run(*arguments, cwd=tmp_path)
        assert done.returncode == 1
        assert word in done.stderr.decode()
        assert done.stderr.decode().count("\n") == 1
        assert not (tmp_path / "baithak.db").exists()
    assert run("export", "nothing").returncode == 2
    assert run("export", "claims", "--as-of", "someday").returncode == 2
    assert run("explain").returncode == 2
    assert (tmp_path / "diary.db").read_text() == "Dear diary, " * 20


def test_a_path_that_is_not_there_is_an_issue_and_the_others_are_read(tmp_path: Path) -> None:
    done = run("build", "none.txt", str(EXAMPLES / "06-ek-pankti.txt"), cwd=tmp_path)
    assert done.returncode == 0
    assert "none.txt" in done.stderr.decode()
    assert "1 new, 1 refused" in done.stderr.decode()


def test_dates_in_and_out_as_json_lines() -> None:
    asked = {"id": 7, "text": "वे 4 मई 2023 को आए।", "reference": "2023-05-10"}
    done = run("dates", "--lang", "hi", feed=json.dumps(asked, ensure_ascii=False).encode())
    answered = json.loads(done.stdout)
    assert answered["id"] == 7
    assert [d["edtf"] for d in answered["dates"]] == ["2023-05-04"]
    bad = run("dates", feed=b"{}\n")
    assert (bad.returncode, b"Line 1" in bad.stderr) == (1, True)
    unread = run("dates", "--lang", "tlh")
    assert (unread.returncode, b"choose another --lang" in unread.stderr) == (1, True)


def test_the_knowledge_that_ships_is_in_order(tmp_path: Path) -> None:
    assert run("knowledge", "check").returncode == 0
    (tmp_path / "bodies.yml").write_text("- id: rivers\n  kind: tea-party\n", "utf-8")
    done = run("knowledge", "check", str(tmp_path))
    assert done.returncode == 1
    assert b"bodies.yml:" in done.stdout
