"""Opening, making, listing and restoring companies."""
