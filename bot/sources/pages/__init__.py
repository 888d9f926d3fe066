"""Articles, and their readers' comments, from pages of the web."""
