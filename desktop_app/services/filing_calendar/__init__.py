"""What falls due, from the profile, the open filings and what happened; export and reminders."""
