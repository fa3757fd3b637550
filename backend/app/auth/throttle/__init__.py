"""Bounds on sign-in attempts, checked before a password is hashed."""
