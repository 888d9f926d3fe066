"""Discord's AutoMod as a shield: rules of our own that refuse slurs before anybody sees them."""
