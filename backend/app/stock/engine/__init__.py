"""The stock engine: many commands, one statement, one commit."""
