"""`baithak dates`: the date grammar over JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files

from baithak.errors import StopRun
from baithak.knowledge.timex import timex_grammar
from baithak.language.timex import answer
from baithak.store.codec import dumps


def answers(lines: Iterable[bytes], lang: str) -> Iterator[str]:
    """A line {"id", "dates"} for each line {"id", "text", "reference"}; StopRun names the first bad line.

    A date without its year is taken for the year nearest to the reference.
    """
    if not (files("baithak.knowledge") / lang / "timex.yml").is_file():
        raise StopRun(f"No dates are read in the language {lang!r}: choose another --lang, such as hi.")
    grammar = timex_grammar(lang)
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                asked = json.loads(line)
                found = answer(grammar, asked["text"], date.fromisoformat(asked["reference"]))
            except (ValueError, KeyError, TypeError) as error:
                raise StopRun(
                    f'Line {number} is not {{"id", "text", "reference": "YYYY-MM-DD"}}: {type(error).__name__} {error}.'
                ) from error
            yield dumps({"id": asked.get("id"), "dates": found})
