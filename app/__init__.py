"""The composition root: settings, wiring, roles, the command line, the demo."""
