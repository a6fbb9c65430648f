"""Engines that read language and hold no word of any language; the words stand in `knowledge`."""
