"""Rules written as patterns of words, and how they are found and weighed."""
