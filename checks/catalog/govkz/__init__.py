"""What a body does on the unified platform of state bodies."""
