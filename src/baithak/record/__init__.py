"""What many pages say together: actors, events, facts, series, as a pure function of claims."""
