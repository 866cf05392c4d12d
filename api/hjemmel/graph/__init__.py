"""The loaded knowledge base: files, stores, snapshots."""
