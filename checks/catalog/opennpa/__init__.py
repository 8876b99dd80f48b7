"""What a body puts on the portal of open legal acts."""
