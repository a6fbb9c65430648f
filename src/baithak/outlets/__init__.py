"""How people and programs get at the record: command line, exports."""
