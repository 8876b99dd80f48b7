"""What a body does on the portal of open dialogue."""
