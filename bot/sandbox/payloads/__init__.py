"""Records as Discord's JSON: one module for each kind of thing."""
