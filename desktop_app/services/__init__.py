"""What the user does."""
