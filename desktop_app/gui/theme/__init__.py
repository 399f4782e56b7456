"""How the window looks: colors, icons, style, the contrast of the system."""
