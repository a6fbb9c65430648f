"""Baithak keeps the public record of an institution: who met, when, where, and the words it rests on."""

__version__ = "0.1.0"
