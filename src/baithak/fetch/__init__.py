"""What comes from the web: only public addresses are reached, politely, and nothing is taken without a limit."""
