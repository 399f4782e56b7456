"""The rules the program goes by: values, clocks, a company's own, and what they cost."""
