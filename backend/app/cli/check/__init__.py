"""``tanamori check``: does the ledger explain every balance, and the feed every change?"""
