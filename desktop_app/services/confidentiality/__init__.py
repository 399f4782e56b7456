"""Seals, and whether a sealed value can be worked out from public ones."""
