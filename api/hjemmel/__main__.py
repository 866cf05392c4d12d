"""Run hjemmel as a module: python -m hjemmel."""

from hjemmel.cli import main

if __name__ == "__main__":
    main()
