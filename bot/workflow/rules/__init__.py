"""What a server's managers decide about judging: their own rules, and changes to the policy."""
