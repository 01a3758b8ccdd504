"""Figures from frames. Each is a `Figure` of its own, never pyplot's shared one, and says what it does not show."""
