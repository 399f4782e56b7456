"""Ratios of a report: the table, the small charts, and why one stands out."""
