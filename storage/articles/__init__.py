"""Articles as an organisation has them: folders, ZIP files, JSON lines and CSV, read without trusting any of them."""
