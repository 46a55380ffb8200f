"""Why no schedule exists: counting first, then an irreducible conflict, then ways out."""
