"""The cold-weather report's own dialogs: the season, and filling a month from the billing program's lists."""
