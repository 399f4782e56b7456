"""Files on their way to the user: the output folder, put in place whole or not at all, and its manifest."""
