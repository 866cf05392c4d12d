"""Norwegian text search."""
