"""The life of a filing: begun, opened from last year, filed, kept as filed, revised."""
