"""Tables of k entreprises and l associations: who and when at once."""
