"""Plain data: cases, dossiers, results, units; no logic."""
