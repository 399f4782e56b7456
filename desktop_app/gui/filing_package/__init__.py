"""Prepare filing: what is still open, and the paper."""
