"""The nouns of the trade: values, money, dates, citations, problems. Standard library only."""
