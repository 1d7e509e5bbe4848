"""Which predicate of an encoding rests on which: strata, cycles, what nothing asks for, what nothing says."""
