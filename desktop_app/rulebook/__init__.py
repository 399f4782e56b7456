"""What the law says: dated values, each with its citation."""
