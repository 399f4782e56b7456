"""The main window: menus, navigation, pages, Home, help and settings."""
