"""The time grammar of a language, from its ``timex.yml``."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from baithak.errors import KnowledgeError
from baithak.knowledge.read import read_yaml
from baithak.language.timex import RuleError, TimexFile, TimexGrammar


@cache
def timex_grammar(lang: str) -> TimexGrammar:
    """The compiled grammar of one language; KnowledgeError where its file is wrong, FileNotFoundError without one."""
    return read_timex(Path(str(files("baithak.knowledge"))) / lang / "timex.yml")


def read_timex(path: Path) -> TimexGrammar:
    """The grammar of one file; KnowledgeError with file and line where it is wrong."""
    file = read_yaml(path, TimexFile)
    try:
        return TimexGrammar(file)
    except RuleError as error:
        lines = path.read_text("utf-8").splitlines()
        line = next((n for n, text in enumerate(lines, 1) if text.strip(" -") == f"rule: {error.rule}"), 1)
        raise KnowledgeError(f"{path}:{line}: {error}") from error
