"""Documents attached to a filing: the list of them, their pages, and the boxes over what is sealed."""
