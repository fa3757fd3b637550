"""``python -m app.cli``: the same commands as ``./tanamori``."""

from app.cli.main import main

if __name__ == "__main__":
    main()
