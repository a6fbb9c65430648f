"""The time grammar of a language, from its ``timex.yml``."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from baithak.knowledge.read import read_yaml
from baithak.language.timex import TimexFile, TimexGrammar


@cache
def timex_grammar(lang: str) -> TimexGrammar:
    """The compiled grammar of one language; KnowledgeError where its file is wrong, FileNotFoundError without one."""
    return TimexGrammar(read_yaml(Path(str(files("baithak.knowledge"))) / lang / "timex.yml", TimexFile))
