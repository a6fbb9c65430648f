"""The desk: the record in a browser, with its JSON beside every page."""
