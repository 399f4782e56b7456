"""Excel and CSV, in and out. Files of others are opened only in a process that limits itself first."""
