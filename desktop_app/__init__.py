"""Filing Desk: prepares what a Missouri utility files under 4 CSR 240 Chapter 3."""

__version__ = "0.2.0"
