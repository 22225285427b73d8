"""The search: one derived file beside whichever database is used, made by ``kb load`` and only read by the desk."""
