"""How property tests search: the same examples every time, unless asked to look further.

`pytest --hypothesis-profile=wide` draws new examples, and more of them.
"""

from hypothesis import HealthCheck, settings

SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=SLOW_MACHINE
)
settings.register_profile(
    "wide", max_examples=1_000, deadline=None, suppress_health_check=SLOW_MACHINE
)
settings.load_profile("same")
