"""Articles written for others: one writer a format, data in, bytes out."""
