"""What lies on the web: fetched carefully, for anybody may have named the address."""
