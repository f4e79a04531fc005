"""Sources: bytes of a file in, articles and rejects out."""
