"""`python -m dashboard`: serve the page with its own settings; further arguments are Streamlit's."""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.web.cli import main

from dashboard.streamlit_flags import STREAMLIT_FLAGS

if __name__ == "__main__":
    own = [f"--{name}={value}" for name, value in STREAMLIT_FLAGS.items()]
    page = str(Path(__file__).with_name("app.py"))
    sys.argv = ["streamlit", "run", page, *own, *sys.argv[1:]]
    main()
