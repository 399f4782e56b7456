"""What is asked: definitions of forms, their answers, their arithmetic and their checks."""
