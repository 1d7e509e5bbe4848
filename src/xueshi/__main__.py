"""``python -m xueshi``: the command line."""

from xueshi.cli import main

if __name__ == "__main__":
    main()
