"""Messages of people, passed on as they are: planned into calls, then made one by one."""
