"""Knowledge files (YAML) and the loader that validates them."""
