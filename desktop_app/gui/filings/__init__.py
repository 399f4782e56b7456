"""The list of filings and what can be done with a whole filing."""
