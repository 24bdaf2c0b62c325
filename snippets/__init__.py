"""The programs of the course, one a file, and the engine that runs them."""
