"""The commands of ``python -m dashboard``, one module each for what belongs together."""
