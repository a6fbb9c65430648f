"""Where documents, claims, issues and decisions are kept."""
