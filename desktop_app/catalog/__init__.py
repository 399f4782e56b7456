"""Reads every TOML file into the languages it is written in."""
