# make serve | test | editions | site | browser-test | audit | bench | lock | clean. Python (pyproject.toml names the
# versions), git and make are all it needs; axe and Lighthouse need Node.js from 18.20 on and npm besides.
# With TORCH=cpu the environment gets PyTorch's own packages without CUDA, which are 4 GB smaller on Linux.
PYTHON ?= python3
VENV ?= .venv
REQUIREMENTS ?= requirements.txt
TORCH_CPU = https://download.pytorch.org/whl/cpu
BIN = $(VENV)/bin
READY = $(VENV)/ready
OURS = $(VENV)/made-by-make
UNFINISHED = $(VENV).unfinished
PIP = $(BIN)/python -m pip install --disable-pip-version-check
INSTALL = $(if $(TORCH),$(PIP) --no-deps --index-url $(TORCH_CPU) -c requirements.lock torch torchvision &&) \
  $(PIP) -r $(REQUIREMENTS)
PYTEST = $(BIN)/python -m pytest
# The tests of a file share what they make; in the order of their names, long files come early.
PARALLEL = -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# They measure how fast pages are and type as people do, so nothing else runs beside them.
ALONE = tests/test_site/test_lighthouse.py tests/test_site/test_keyboard.py
AUDIT = tests/audit/node_modules/.package-lock.json

ifneq ($(TORCH),$(filter cpu,$(TORCH)))
$(error TORCH=$(TORCH) is unknown: write TORCH=cpu, or leave it away)
endif

serve: $(READY)
	$(BIN)/mkdocs serve $(SERVE)

test: $(READY)
	$(PYTEST) $(PARALLEL) -m "not browser"

editions: $(READY)
	$(BIN)/python -m snippets editions

site: $(READY)
	$(BIN)/mkdocs build --strict

browser-test: $(READY) $(if $(shell command -v npm),$(AUDIT))
	$(PYTEST) $(PARALLEL) -m browser $(addprefix --ignore ,$(ALONE))
	$(PYTEST) -m browser $(ALONE)

audit: $(AUDIT)
	node tests/audit/lighthouse.mjs site --report .cache/audit.json

bench: $(READY)
	$(BIN)/python tests/bench.py $(BENCH)

lock:
	sed -e "/^-c/d" -e "s|^./snippets/_engine/visdom.*|visdom==0.2.4|" requirements.txt | \
	uv pip compile - --universal --python-version 3.11.5 --build-constraint snippets/_engine/visdom/constraint.txt \
	  --no-annotate --no-header --strip-extras --output-file requirements.lock

# An environment that make began and did not finish is made anew, from pip's cache: pip takes a package for installed
# when it was interrupted while it wrote it. One that somebody else made is never removed.
$(READY): $(REQUIREMENTS) requirements.lock
	@$(PYTHON) snippets/_engine/visdom/supported.py
	@if [ -e $(UNFINISHED) ]; then rm -rf $(VENV); fi
	@if [ ! -e $(VENV) ] || [ -e $(OURS) ]; then touch $(UNFINISHED); fi
	$(PYTHON) -m venv $(VENV)
	@if [ -e $(UNFINISHED) ]; then touch $(OURS); fi
	trap "exit 130" INT TERM; { $(INSTALL); } || { rm -f $(UNFINISHED); exit 1; }
	@rm -f $(UNFINISHED)
	touch $(READY)

$(AUDIT): tests/audit/package-lock.json
	cd tests/audit && npm ci
	touch $@

clean:
	rm -rf .cache site

.PHONY: serve test editions site browser-test audit bench lock clean
