"""Text before meaning: sentences, folded forms, spelling keys. Knows nothing of places or events."""
