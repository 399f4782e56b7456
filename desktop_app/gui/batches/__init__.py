"""Work in many companies at once."""
