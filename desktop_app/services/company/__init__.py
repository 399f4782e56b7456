"""One company: its open file, the keys of what it holds, its profile, its own values of legal parameters."""
