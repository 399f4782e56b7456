"""The tariff book in the window: the list of sheets, the sheet beside its page, filings and what became of them."""
