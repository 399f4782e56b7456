"""Widgets made from a form's definition."""
