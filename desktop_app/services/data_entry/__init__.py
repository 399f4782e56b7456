"""How an answer gets into a filing: typed, pasted, explained, noted, attached."""
