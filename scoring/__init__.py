"""Knows the law's arithmetic. Pure: findings, methodology and rulings in, conclusion out."""
