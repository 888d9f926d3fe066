"""What a member's history brings: standing, strikes, the ladder, cases and appeals."""
