"""The benchmarks' own tests: what they measure is what they say."""
