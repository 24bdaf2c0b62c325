"""From a snippet to a page: parse, run, render."""
