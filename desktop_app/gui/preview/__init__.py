"""Printed pages on the screen: as they will look, and as they were produced."""
