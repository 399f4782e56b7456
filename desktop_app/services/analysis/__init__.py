"""What a reader works out of filings: ratios, comparison with last year, the size of the company, the handover book."""
