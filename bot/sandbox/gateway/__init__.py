"""Discord's gateway, version 10: sockets, sessions and what flows over them."""
