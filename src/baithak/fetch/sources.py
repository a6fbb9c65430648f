"""The list of what is watched: a TOML file with a section for each source."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from baithak.errors import StopRun


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Source(_Strict):
    """A feed, a sitemap or an index of sitemaps.

    publisher: whose pages these are, where they do not say. match: parts of addresses of which a page's must have one.
    """

    url: str = Field(pattern=r"^https?://[^/]")
    publisher: str | None = None
    match: tuple[str, ...] = Field(default=(), strict=False)


class Sources(_Strict):
    """agent: how we introduce ourselves. pause: seconds between requests to one host. seconds: for one answer.

    recheck: days for which a page is asked about again, since it may be corrected. entries: taken of a feed in one run.
    """

    source: tuple[Source, ...] = Field(min_length=1, strict=False)
    agent: str = "baithak (reads feeds for a record of public meetings)"
    pause: float = Field(default=2.0, ge=0)
    seconds: float = Field(default=60.0, gt=0)
    recheck: int = Field(default=7, ge=0)
    entries: int = Field(default=1000, ge=1)


def read_sources(path: Path) -> Sources:
    """The sources of a file. Raises StopRun, one line for each mistake."""
    try:
        return Sources.model_validate(tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise StopRun(f"{path} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StopRun(f"{path} is no TOML in UTF-8: {error}.") from error
    except ValidationError as error:
        told = (f"{path}: {'.'.join(map(str, each['loc'])) or 'the file'}: {each['msg']}" for each in error.errors())
        raise StopRun("\n".join(told)) from error
