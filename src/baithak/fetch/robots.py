"""What a host's robots.txt asks of programs."""

from __future__ import annotations

from protego import Protego

_LONGEST = 30.0  # seconds of pause that are honoured; a host that asks for more gets that much


class Robots:
    """The rules of one host, from the bytes of its robots.txt; none where there is none."""

    def __init__(self, data: bytes) -> None:
        self._rules = Protego.parse(data.decode("utf-8", "replace"))

    def allows(self, url: str, agent: str) -> bool:
        return bool(self._rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        """Seconds that it wants between two requests."""
        return min(float(self._rules.crawl_delay(agent) or 0), _LONGEST)
