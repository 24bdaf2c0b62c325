"""What the tests of data sets share: a server, a set of one file, files read back."""

import csv
import gzip
import hashlib
import io
import random
import re
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from snippets._engine.data import convert
from snippets._engine.data import sets as table

CONTENT = random.Random(0).randbytes(300_000)


class Server(ThreadingHTTPServer):
    """Gives `files` away; `breaks` says after how many bytes an answer to a path breaks off."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.breaks, self.asked, self.delay, self.ranges = {}, {}, [], 0.0, True

    def url(self, path):
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        wanted = self.headers.get("Range") if server.ranges else None
        server.asked.append((self.path, wanted))
        if self.path not in server.files:
            return self.send_error(404)
        body = server.files[self.path]
        start = int(re.fullmatch(r"bytes=(\d+)-", wanted)[1]) if wanted else 0
        if wanted and start >= len(body):
            return self.send_error(416)
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        end = server.breaks.pop(self.path, len(body))
        for at in range(start, end, 10_000):
            self.wfile.write(body[at : min(at + 10_000, end)])
            time.sleep(server.delay)

    def log_message(self, *_):
        pass


def md5(content):
    return "md5:" + hashlib.md5(content).hexdigest()


def publish(monkeypatch, *urls, content=CONTENT, name="diabetes"):
    """Puts a set into the table whose one file stands at the given addresses."""
    file = table.File("diabetes.csv.gz", md5(content), urls, course="course/diabetes.csv.gz")
    recipe = table.Recipe((file,), convert.copy_to("."))
    monkeypatch.setitem(table.SETS, name, replace(table.SETS[name], recipes=(recipe,)))


def left_over(folder):
    """What is in the state folder beside records and locks."""
    state = folder / ".state"
    return sorted(p.name for p in state.iterdir() if p.suffix not in {".json", ".lock"})


def read_names(path):
    text = gzip.decompress(path.read_bytes()).decode()
    assert re.fullmatch(r'("[^"]+","[^"]+"\r\n)+', text), "every value in quotes, one row a line"
    return list(csv.reader(io.StringIO(text)))
