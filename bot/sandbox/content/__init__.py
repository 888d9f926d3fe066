"""What a message or a form may hold: shapes, limits and how they are stored."""
