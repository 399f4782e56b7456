"""The company's own chart of accounts: numbers, names, presets, and how it follows the profile."""
