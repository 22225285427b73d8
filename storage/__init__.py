"""Rows: the tables, the repositories that turn rows into the core's values, and the transaction around them."""
