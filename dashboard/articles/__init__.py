"""The articles: what one is, where they are kept, which are meant, how many there are."""
