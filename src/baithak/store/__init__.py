"""Where documents and claims are kept: `base` says what a store promises, `sql` keeps it."""

from baithak.store.base import Edition, Store, View, Visits, Writer

__all__ = ["Edition", "Store", "View", "Visits", "Writer"]
