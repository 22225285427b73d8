"""Row ↔ value, a subject a file. Permission is part of the query where there is one."""
