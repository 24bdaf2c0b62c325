# Right: the streams are text streams over files that are no terminals.
# %% show
import sys

for stream in (sys.stdin, sys.stdout, sys.stderr):
    print(type(stream).__name__, stream.name, stream.mode, stream.fileno(), stream.encoding, stream.errors)
    print(stream.isatty(), stream.line_buffering, stream.write_through, stream.newlines, stream.closed)
    print(stream.readable(), stream.writable(), stream, type(stream.buffer).__name__)
