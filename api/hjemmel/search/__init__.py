"""Search: Norwegian word analysis, an index over plain documents, corrections, suggestions, snippets. Knows no law."""
