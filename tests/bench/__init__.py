"""The sync core beside its peers: one load generator, one server at a time, one table."""
