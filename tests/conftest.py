"""The profiles of random testing; ``--hypothesis-profile`` chooses one, ``dev`` where nothing is said."""

from hypothesis import HealthCheck, settings

# The machine's load must not decide a test: no deadlines.
settings.register_profile(
    "dev", deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("dev"), max_examples=60)
# Other cases at every run, and the failing ones kept in .hypothesis/ until they pass.
settings.register_profile(
    "fuzz", deadline=None, derandomize=False, max_examples=5000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dev")
