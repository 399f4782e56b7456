"""The page of one filing, of any form, and its side panel."""
