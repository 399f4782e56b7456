"""A trial balance of the company's books, taken into a filing: columns, accounts to lines, what changes, one step."""
