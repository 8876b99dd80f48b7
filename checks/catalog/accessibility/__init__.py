"""What people with poor sight need."""
