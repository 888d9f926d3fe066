"""Figures against values worked out by hand, and files as people write them."""
