"""The same work in many companies, one after the other."""
