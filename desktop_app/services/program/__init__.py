"""The program put together, and whether it works on this machine."""
