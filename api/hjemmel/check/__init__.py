"""Checking what people write: findings, shapes, house rules. Prints nothing, ends nothing, knows no HTTP."""
