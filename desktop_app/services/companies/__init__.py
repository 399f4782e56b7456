"""Several companies: opening, making and listing their files."""
