"""The tariff book: sheets with PSC Mo. numbers, their revisions, and the filings that carry them."""
