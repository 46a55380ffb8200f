"""The words of the domain as frozen, strict models; no solver, no Excel."""
