"""Where countries are: their names and their shapes."""
