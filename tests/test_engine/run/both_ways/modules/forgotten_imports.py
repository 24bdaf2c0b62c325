# Right: a part of a package is there only where somebody imports it.
# %% show
import concurrent
import ctypes
import email
import http
import importlib
import json
import logging
import multiprocessing
import os
import unittest
import urllib
import xml

PARTS = {
    concurrent: "futures",
    ctypes: "util",
    email: "message mime policy",
    http: "client server cookies",
    importlib: "abc machinery metadata resources util",
    json: "decoder tool",
    logging: "handlers config",
    multiprocessing: "pool context managers reduction shared_memory spawn",
    unittest: "mock case",
    urllib: "parse request error",
    xml: "etree dom sax",
}
for package, parts in PARTS.items():
    print(package.__name__, [part for part in parts.split() if hasattr(package, part)])

# %% error
try:
    xml.etree.ElementTree
except AttributeError as error:
    print(error)
