"""Time expressions: found in folded text by rules that are data, and resolved to imprecise dates."""

from baithak.language.timex.answer import answer
from baithak.language.timex.grammar import RuleError, TimexGrammar
from baithak.language.timex.model import Basis, Direction, Resolved, Timex
from baithak.language.timex.resolve import resolve
from baithak.language.timex.schema import TimexFile

__all__ = ["Basis", "Direction", "Resolved", "RuleError", "Timex", "TimexFile", "TimexGrammar", "answer", "resolve"]
