"""What the law wants to be said on the site."""
