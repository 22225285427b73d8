"""``python -m app`` is ``reglament``."""

from app.cli import main

if __name__ == "__main__":
    main()
