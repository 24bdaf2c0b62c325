"""Here lie programs for test_both_ways.py, of any name and content; none is a test."""

collect_ignore_glob = ["*/*.py"]
