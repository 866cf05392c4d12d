"""Legal meaning: acts, norms, actors, applicability. No HTTP, no clock."""
