"""The packet of a tariff filing: its papers, composed and written."""
