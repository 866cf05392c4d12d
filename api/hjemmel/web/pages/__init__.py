"""Plain, readable pages: templates, words in three languages, one style sheet. Nothing comes from other hosts."""
