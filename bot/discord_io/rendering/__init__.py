"""Values as messages. Nothing here sends anything."""
