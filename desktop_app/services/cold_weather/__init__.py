"""The monthly cold-weather report of electric and gas utilities (4 CSR 240-3.180 and 3.250)."""
