"""What is kept about people: for how long, and what becomes of it when they ask."""
