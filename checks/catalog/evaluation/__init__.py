"""What a body puts on the portal of the evaluation of performance."""
