# Every target sets up what it needs: `make ask` needs only make and Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := Why can't Moscow control Peiping like one of its satellites?
# A question may contain quotation marks and dollar signs, so neither make nor the shell may expand it.
ifeq ($(strip $(value Q)),)
override Q := $(SAMPLE)
endif
export Q := $(value Q)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Keep bytecode: programs start often, above all the child processes that read documents.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: ask chat run preview test thorough check quality bench load fuzz messages gallery clean

ask: $(VENV)/core ## answer a question: make ask Q="…"
	@$(BIN)/pincite ask -- "$$Q"; status=$$?; test $$status -le 1 || exit $$status

chat: $(VENV)/core ## ask one question after the other
	@$(BIN)/pincite chat

run: $(VENV)/core ## run the Discord bot (DISCORD_TOKEN in .env or the environment)
	@$(BIN)/pincite run

preview: $(VENV)/core ## the bot in a simulated Discord in the browser
	@$(BIN)/pip install --quiet --editable '.[preview]'
	@$(BIN)/pincite preview

test: $(VENV)/dev ## run the tests
	$(BIN)/pytest --numprocesses 2 --dist loadgroup

thorough: $(VENV)/dev ## run all tests, with many more examples of each property
	HYPOTHESIS_PROFILE=thorough $(BIN)/pytest --numprocesses 2 --dist loadgroup -m "thorough or not thorough"

check: $(VENV)/dev ## lint, types, documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest tests/test_documents.py tests/test_architecture.py

quality: $(VENV)/dev ## how well it ranks, and what it refuses
	$(BIN)/python -m tests.quality

bench: $(VENV)/core ## how fast it is here, beside plain rank-bm25
	$(BIN)/pincite bench

messages: $(VENV)/dev ## bring the catalogues of the interface up to date with the texts in the code
	$(BIN)/python -m tests.catalogue

load: $(VENV)/dev ## fifty questions at once to the bot, over 10,000 passages
	$(BIN)/python -m tests.load

fuzz: $(VENV)/dev ## damaged documents of every format to its reader, five minutes each
	@$(BIN)/python -m tests.fuzz 300

gallery: $(VENV)/dev ## photograph every kind of reply again (needs Chromium)
	$(BIN)/pip install --quiet --group pictures
	$(BIN)/python -m docs.gallery

clean: ## remove what was set up here
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Pincite needs Python 3.11 or newer: make PYTHON=python3.11 …" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 2; }
	@$(BIN)/pip install --quiet --upgrade "pip>=25.1"
	@touch $@

$(VENV)/core: $(VENV)/pip pyproject.toml
	@echo "Setting up (once) …" >&2
	@$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/dev: $(VENV)/core
	@$(BIN)/pip install --quiet --group dev
	@touch $@
