"""The company's chart of accounts."""
