"""Where documents and claims are kept: `base` says what a store promises, `sql` keeps it."""

from baithak.store.base import Store, View, Writer

__all__ = ["Store", "View", "Writer"]
