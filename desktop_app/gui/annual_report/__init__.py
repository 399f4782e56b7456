"""The page of a filing: its steps, the schedule in hand, and the panel beside it."""
