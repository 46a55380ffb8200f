"""Lists of registrations in: exports of ticket offices and forms, and tables made by hand."""

from speeddating.intake.registrations.read import read_registrations

__all__ = ["read_registrations"]
