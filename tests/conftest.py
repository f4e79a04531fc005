"""What holds for every test."""

from hypothesis import settings

# How long an example takes depends on the machine: speed is measured by the benchmarks.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
