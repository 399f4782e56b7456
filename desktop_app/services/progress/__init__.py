"""What is done and what is missing: steps, the check list, finding anything, why a value is what it is."""
