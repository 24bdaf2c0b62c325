# make serve | test | editions | site | browser-test | audit | bench | lock | clean. Python 3.11 to 3.13, git and make
# are all it needs; axe and Lighthouse need Node.js from 18.20 on and npm besides.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/ready
AUDIT = tests/audit/node_modules/.package-lock.json

serve: $(READY)
	$(BIN)/mkdocs serve $(SERVE)

test: $(READY)
	$(BIN)/python -m pytest -m "not browser"

editions: $(READY)
	$(BIN)/python -m snippets editions

site: $(READY)
	$(BIN)/mkdocs build --strict

browser-test: $(READY) $(if $(shell command -v npm),$(AUDIT))
	$(BIN)/python -m pytest -m browser

audit: $(AUDIT)
	node tests/audit/lighthouse.mjs site --report .cache/audit.json

bench: $(READY)
	$(BIN)/python -m snippets bench

lock:
	sed -e "/^-c/d" -e "s|^./snippets/_engine/visdom.*|visdom==0.2.4|" requirements.txt | \
	uv pip compile - --universal --python-version 3.11.5 --build-constraint snippets/_engine/visdom/constraint.txt \
	  --no-annotate --no-header --strip-extras --output-file requirements.lock

$(READY): requirements.txt requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -r requirements.txt
	touch $(READY)

$(AUDIT): tests/audit/package-lock.json
	cd tests/audit && npm ci
	touch $@

clean:
	rm -rf .cache site

.PHONY: serve test editions site browser-test audit bench lock clean
