"""PostgreSQL and Valkey from Python wheels, run by this installation for itself alone."""
