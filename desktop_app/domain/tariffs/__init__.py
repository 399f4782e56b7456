"""The tariff book's nouns: schedules PSC Mo. No., sheets, designations, versions, filings, and the text of a sheet."""
