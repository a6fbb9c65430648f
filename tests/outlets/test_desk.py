"""What a desk does with the record: bring claims in, look through doubts, decide, compare days, check a sentence."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from typer.testing import CliRunner, Result

from baithak.outlets.cli import app

MAIN = [sys.executable, "-c", "from baithak.outlets.cli import main; main()"]
DOCS = Path(__file__).resolve().parents[2] / "docs"
BODY = "India-Nepal Commission on Rivers"
PAGES = {
    "first.txt": "दिनांक कोई नहीं। भारत-नेपाल नदी आयोग की सातवीं बैठक 4 मई 2023 को काठमांडू में हुई।\n",
    "second.txt": "भारत-नेपाल नदी आयोग की सातवीं बैठक 5 मई 2023 को काठमांडू में संपन्न हुई, सूत्रों ने बताया।\n",
    "third.txt": "भारत-नेपाल नदी आयोग की आठवीं बैठक 2024 में पटना में होगी।\n",
}
PUBLISHED = {"second.txt": "2023-05-06", "third.txt": "2023-12-01"}


def row(doc: str, **fields: object) -> str:
    words = {"first.txt": "सातवीं बैठक 4 मई 2023", "second.txt": "सातवीं बैठक 5 मई 2023", "third.txt": "आठवीं बैठक 2024"}
    claim = {"type": "session", "status": "held", "doc": doc, "quote": words[doc], "body": BODY, "reader": "asha"}
    return json.dumps(claim | fields)


CLAIMS = (
    row("first.txt", ordinal=7, date="2023-05-04", roles={"place": ["Kathmandu"]}),
    row("second.txt", ordinal=7, date="2023-05-05", roles={"co_chair": ["Lok Thapa (NP)"]}),
    row("third.txt", ordinal=8, date="2024", status="planned"),
    row("first.txt", quote="कभी नहीं कहा", ordinal=9),
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"BAITHAK_KNOWLEDGE": ""})


def told(*arguments: str) -> str:
    """What a command that succeeds says, its lines joined."""
    done = run(*arguments)
    assert done.exit_code == 0, (done.output, done.exception)
    return " ".join(done.output.split())


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store of three small pages of which nothing counts but the claims made by hand."""
    from baithak.claims import reader
    from baithak.outlets import shell

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(reader, "READERS", {"rules": lambda document, knowledge: reader.Reading()})
    monkeypatch.setattr("baithak.outlets.cli.today", lambda: "2024-02-02")
    monkeypatch.setattr("baithak.outlets.desk.today", lambda: "2024-03-03")
    assert shell.today() > "2024"
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text, "utf-8")
    facts = [{"file": name, "url": f"https://news.example/{name}", "published": day} for name, day in PUBLISHED.items()]
    (pages / "pages.jsonl").write_text("\n".join(map(json.dumps, facts)), "utf-8")
    (tmp_path / "claims.jsonl").write_text("\n".join(CLAIMS), "utf-8")
    assert "Claims from files: 3." in told("build", "pages", "claims.jsonl")
    return str(tmp_path / "baithak.db")


def exported(what: str, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("export", what, *options).stdout.splitlines()]


def record(*options: str) -> str:
    done = run("export", "record", *options)
    assert done.exit_code == 0
    return done.stdout


def seventh(*options: str) -> dict[str, object]:
    (body,) = json.loads(record(*options))["bodies"]
    return next(s for s in body["sessions"] if s["ordinal"] == 7)


@pytest.mark.parametrize("command", ["import", "review", "decide", "diff", "check"])
def test_each_command_teaches_by_an_example(command: str) -> None:
    assert f"Example: baithak {command}" in told(command, "--help")


def test_help_of_a_desk_command_loads_nothing_heavy() -> None:
    script = (
        "import sys\nfrom baithak.outlets.cli import app\n"
        "try: app(['check', '--help'])\nexcept SystemExit: print(*sys.modules, sep='\\n')"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert {"sqlalchemy", "yaml", "rapidfuzz", "trafilatura"}.isdisjoint(loaded)


def test_claims_by_hand_keep_who_made_them_and_a_second_build_changes_nothing(db: str) -> None:
    before = exported("documents"), exported("claims"), record()
    assert {claim["reader"] for claim in before[1]} == {"asha"}
    assert {page["first_read"] for page in before[0]} == {"2024-02-02"}
    output = told("build", "pages", "claims.jsonl")
    assert "refused-claim: 1" in output
    assert "claims.jsonl: line 4: " in output
    assert (exported("documents"), exported("claims"), record()) == before


def test_review_lists_the_worst_first_with_commands_that_settle_it(db: str) -> None:
    listed = run("review").output
    (other,) = {"2023-05-04", "2023-05-05"} - {str(seventh()["date"])}
    assert listed.index("Disputed: ") < listed.index("Not taken (refused-claim)")
    pin = next(line for line in listed.splitlines() if "decide pin" in line)
    words = shlex.split(pin.replace("TEXT", "'seen in the minutes'").replace("NAME", "Asha"))
    before = record()
    assert "Decided:" in told(*words[1:])
    changed = seventh()
    assert changed["date"] == other
    assert "Ruled so by Asha on 2024-03-03: seen in the minutes" in json.dumps(changed)
    assert "Disputed: " not in run("review").output
    (key,) = regex.findall(r"^[0-9a-f]{16}", run("decide").output, regex.MULTILINE)
    told("build", "pages", "claims.jsonl")
    assert seventh()["date"] == other
    assert told("decide", "--retract", key, "--by", "Asha", "--reason", "misread") == f"Retracted {key}."
    assert record() == before
    assert told("decide") == "No decision stands."


def test_a_sitting_of_one_undated_page_is_listed_until_somebody_accepts_it(db: str, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text(CLAIMS[0], "utf-8")
    told("build", "claims.jsonl")
    assert "Only first.txt reports it" in told("review")
    (body,) = json.loads(record())["bodies"]
    accept = ("decide", "accept", f"{body['id']}/7", "date", "--by", "Asha", "--reason", "known", "--at", "2024-01-01")
    told(*accept)
    assert told("review") == "Nothing in the record asks for a second look."
    assert "on 2024-01-01: known" in told("decide")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("pin", "rivers/1", "date", "--value", "2023"), "pin takes an event and one of its fields"),
        (("pin", "{event}", "colour", "--value", "red"), "pin takes an event and one of its fields"),
        (("pin", "{event}", "date"), "--value V"),
        (("pin", "{event}", "date", "--value", "soon"), "write 2025-12-04"),
        (("pin", "{event}", "ordinal", "--value", "two"), "write 21"),
        (("pin", "{event}", "status", "--value", "odd"), "known are planned"),
        (("pin", "{event}", "place", "--value", "atlantis"), "goes by the id atlantis"),
        (("reject", "{event}"), "ids of claims"),
        (("merge", "{event}"), "two ids or more"),
        (("merge", "{event}", "nobody"), "nobody: `baithak review`"),
        (("accept", "{event}", "date", "--value", "2023"), "Only pin takes a --value"),
        (("--retract", "0123"), "`baithak decide` lists"),
    ],
)
def test_a_decision_that_cannot_be_meant_says_what_to_do(db: str, arguments: tuple[str, ...], word: str) -> None:
    event = str(seventh()["id"])
    typed = [word.replace("{event}", event) for word in arguments]
    done = run("decide", *typed, "--by", "Asha", "--reason", "so")
    assert done.exit_code != 0
    assert word in str(done.exception)
    assert run("decide", *typed).exit_code == 2


def test_people_and_numbers_can_be_pinned_and_claims_rejected(db: str) -> None:
    event = str(seventh()["id"])
    signed = ("--by", "Asha", "--reason", "so")
    told("decide", "pin", event, "co_chairs", "--value", "person:lok-thapa", "--value", "rajnath-singh", *signed)
    assert [e["id"] for e in seventh()["co_chairs"]] == ["person:lok-thapa", "rajnath-singh"]  # type: ignore[attr-defined]
    told("decide", "pin", event, "ordinal", "--value", "7", *signed)
    claim = next(c for c in exported("claims") if c["date"] == "2023-05-05")
    told("decide", "reject", str(claim["id"]), *signed)
    assert seventh()["documents"] == 1


def test_diff_says_what_came_between_two_days(db: str) -> None:
    changes = json.loads(run("diff", "2023-05-10", "2024-02-02", "--json").stdout)
    assert [key.rpartition("/")[2] for key in changes["sessions"]["added"]] == ["8"]
    assert {change["field"] for change in changes["sessions"]["changed"]} >= {"place", "documents"}
    words = told("diff", "2023-05-10", "2024-02-02")
    assert "+ 8th sitting of" in words
    assert "place nothing → Kathmandu" in words
    assert "Nothing changed." in told("diff", "2024-02-02", "2024-02-03")
    assert run("diff", "then", "now").exit_code == 2


def test_check_answers_with_the_words_of_pages(tmp_path: Path) -> None:
    """By the real reader, over pages and a sentence that say it plainly."""
    (tmp_path / "page.txt").write_text("भारत-नेपाल नदी आयोग की सातवीं बैठक 4 मई 2023 को काठमांडू में हुई।\n", "utf-8")
    db = ("--db", str(tmp_path / "record.db"))
    told("build", str(tmp_path / "page.txt"), *db)
    for day, verdict in (("4 मई 2023", "supported"), ("9 मई 2023", "contradicted")):
        sentence = f"{day} को काठमांडू में भारत-नेपाल नदी आयोग की सातवीं बैठक हुई।"
        (answer,) = [json.loads(line) for line in run("check", sentence, "--json", *db).stdout.splitlines()]
        assert answer["verdict"] == verdict
        assert [(q["doc"], q["sentence"]) for q in answer["quotations"]] == [(str(tmp_path / "page.txt"), 1)]
        assert verdict in told("check", sentence, *db)
    assert "not found" in told("check", "9 मई 2023 को पटना में भारत-भूटान नदी आयोग की तीसरी बैठक हुई।", *db)
    assert "Nothing in it is a claim" in told("check", "मौसम साफ़ रहा।", *db)
    piped = CliRunner().invoke(app, ["check", "-", *db], input="4 मई 2023 को भारत-नेपाल नदी आयोग की सातवीं बैठक हुई।")
    assert "supported" in piped.output
    assert "There is no file none.txt" in str(run("check", "none.txt", *db).exception)
    assert "nothing to check" in str(run("check", " ", *db).exception)


def test_the_table_of_the_walk_through_comes_in(tmp_path: Path) -> None:
    folder = DOCS / "import"
    db = str(tmp_path / "record.db")
    words = ("import", str(folder / "sittings.csv"), "--map", str(folder / "sittings.yml"), "--by", "Asha", "--db", db)
    output = told(*words)
    assert "holds 1 claim of" in output
    assert "row 3: " in output
    assert "row 4: 'spring' is no date" in output
    (claim,) = exported("claims", "--db", db)
    assert claim["reader"] == "import:Asha"
    assert told(*words) == output


def test_the_claim_and_the_map_of_the_walk_through_are_as_shown(tmp_path: Path) -> None:
    text = (DOCS / "desk.md").read_text("utf-8")
    (shown,) = regex.findall(r"```json\n(.*?)```", text, regex.DOTALL)
    (mapping,) = regex.findall(r"```yaml\n(.*?)```", text, regex.DOTALL)
    assert mapping in (DOCS / "import" / "sittings.yml").read_text("utf-8")
    (tmp_path / "claims.jsonl").write_text(" ".join(shown.split()), "utf-8")
    page = DOCS.parent / "examples" / "11-paanch-sawal.txt"
    output = told("build", str(page), str(tmp_path / "claims.jsonl"), "--db", str(tmp_path / "record.db"))
    assert "Claims from files: 1." in output


def test_what_goes_wrong_is_one_line(tmp_path: Path) -> None:
    quiet = {k: v for k, v in os.environ.items() if k != "FORCE_COLOR"}
    (tmp_path / "map.yml").write_text("date: Day\n", "utf-8")
    for arguments in (("import", "none.csv", "--map", "map.yml", "--by", "A"), ("review",), ("diff", "2023", "2024")):
        done = subprocess.run([*MAIN, *arguments], capture_output=True, check=False, cwd=tmp_path, env=quiet)
        assert (done.returncode, done.stderr.decode().count("\n")) == (1, 1)
