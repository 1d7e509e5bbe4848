"""Bounded proofs about an encoding: a counterexample is sought among generated cases."""
