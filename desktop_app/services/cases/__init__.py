"""Filings in a case: begun, answered item by item, supplemented; the number and the parties of the case."""
