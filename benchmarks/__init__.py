"""Speed figures: ``python -m benchmarks`` prints them, ``--write docs/performance.md`` files them."""
