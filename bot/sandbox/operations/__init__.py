"""What can be done to the world, with all that follows from it.

REST, people and AutoMod use the same operations; permissions are checked by
whoever calls them.
"""
