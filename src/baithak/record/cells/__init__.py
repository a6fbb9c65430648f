"""The record worked out cell by cell: what a cell reads is kept, so that a new page works out only what it touches."""
