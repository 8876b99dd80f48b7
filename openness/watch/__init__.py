"""What a worker lets others see of its work: counts, health and logs."""
