"""The calendar: a list, a month or a year of what falls due, each with its reason."""
