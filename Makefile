# make serve | test | editions | site | browser-test | bench | lock | clean. Python 3.11 to 3.13, git and make are all it needs.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/ready

serve: $(READY)
	$(BIN)/mkdocs serve $(SERVE)

test: $(READY)
	$(BIN)/python -m pytest -m "not browser"

editions: $(READY)
	$(BIN)/python -m snippets editions

site: $(READY)
	$(BIN)/mkdocs build --strict

browser-test: $(READY)
	$(BIN)/python -m pytest -m browser

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

clean:
	rm -rf .cache site

.PHONY: serve test editions site browser-test bench lock clean
