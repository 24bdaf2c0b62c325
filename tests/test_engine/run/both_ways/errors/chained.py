# Right: cause, context and notes are shown, and what `from None` hides is not.
# %% first
def parse(text):
    try:
        return int(text)
    except ValueError as error:
        error.add_note(f"while reading {text!r}")
        raise RuntimeError("cannot parse") from error


# %% second
try:
    parse("five")
except RuntimeError:
    try:
        raise KeyError("hidden")
    except KeyError:
        error = OSError(2, "no such file", "data.csv")
try:
    parse("six")
except RuntimeError as first:
    raise LookupError("a lookup\nof two lines")
