"""Filings as worksheets: out to Excel to print, fill and send, and back with what changed."""
