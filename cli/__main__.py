"""`python -m cli`, which the script `suunta` at the root calls."""

from cli.main import app

if __name__ == "__main__":
    app(prog_name="suunta")
