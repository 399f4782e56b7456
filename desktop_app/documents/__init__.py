"""PDF: paints pages, checks what was painted, pictures of pages."""
