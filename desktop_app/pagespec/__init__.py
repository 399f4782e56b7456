"""What is printed: pages as values, without any PDF library."""
