# Everything runs in a virtual environment of its own: nothing has to be installed or activated first.
#   make PYTHON=/path/to/python   chooses the interpreter (3.11 or newer)
#   make VENV=folder              puts the environment elsewhere

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

VENV ?= .venv
PYTHON ?=
CASE ?= facts/jining/engineer-2024.yaml
PYTEST_ARGS ?=
ARGS ?=

PY := '$(VENV)/bin/python'

# What the caller's shell has set up must not leak into ours.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP VIRTUAL_ENV
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_USER := 0
export PYTHONUTF8 := 1

# A stamp says that an installation was finished, and in which folder: a checkout that was moved installs itself again.
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
INPUTS := pyproject.toml constraints.txt src/xueshi/_version.py
RUN_MODULES := xueshi babel clingo click networkx pydantic wcwidth yaml
DEV_MODULES := $(RUN_MODULES) build docx hatchling hypothesis jsonschema mypy pytest pytest_cov ruff xdist

# Succeeds if the environment has the modules $(1).  What it prints is believed, not its exit status: a stray file may exit with 0.
has = [ "$$($(PY) -I -c 'import importlib.util as u, sys; print(all(map(u.find_spec, sys.argv[1:])))' $(1) 2>/dev/null)" = True ]

# Gives FORCE if stamp $(1) is not of this folder or one of the modules $(2) has gone since.
stale = $(shell [ "$$(cat '$(1)' 2>/dev/null)" = '$(CURDIR)' ] && $(call has,$(2)) || echo FORCE)

# Removes the environment; a folder that somebody named and that is none is left alone.
define remove_venv
if [ '$(VENV)' != .venv ] && [ -e '$(VENV)' ] && [ ! -e '$(VENV)/pyvenv.cfg' ]; then \
  echo '$(VENV) exists and is not a virtual environment: not touched' >&2; exit 1; \
fi; \
rm -rf '$(VENV)'
endef

# Makes the environment if there is none that works.  An interpreter is tried before it is believed in.
define make_venv
if [ "$$($(PY) -c 'import pip, sys; print(sys.version_info >= (3, 11) and sys.prefix != sys.base_prefix)' 2>/dev/null)" != True ]; then \
  found=; \
  for python in $(if $(PYTHON),'$(PYTHON)',python3 python3.13 python3.12 python3.11 python3.14 python); do \
    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
      found=$$python; break; \
    fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo 'Python 3.11 or newer with its venv module is needed, and $(if $(PYTHON),$(PYTHON) is not one,none is on the PATH)' >&2; \
    echo '(on Debian and Ubuntu: packages python3 and python3-venv); make PYTHON=/path/to/python chooses one' >&2; \
    exit 1; \
  fi; \
  $(remove_venv); \
  echo "making $(VENV) with $$("$$found" --version)"; \
  "$$found" -m venv '$(VENV)' || exit 1; \
fi
endef

# Installs $(1) until the modules $(2) are there; if a broken environment stands in the way, in a new one.
define install
$(make_venv); \
echo 'installing into $(VENV)'; \
pip_install() { $(PY) -m pip install -qq --constraint constraints.txt --editable '$(1)' || exit 1; }; \
pip_install; \
if ! $(call has,$(2)); then \
  echo '$(VENV) is damaged'; $(remove_venv); \
  $(make_venv); \
  pip_install; \
fi; \
printf '%s' '$(CURDIR)' > '$(RUN_STAMP)'
endef

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: $(RUN_STAMP) ## install, then judge a person-year of Jining and show its best allocation
	@echo '$$ xueshi check $(CASE)'
	@$(PY) -m xueshi check '$(CASE)'
	@echo
	@echo '$$ xueshi allocate $(CASE)'
	@$(PY) -m xueshi allocate '$(CASE)'

.PHONY: test
test: lint types law pytest ## install, then linter, format, types, the encodings' own checks, and all tests with coverage

.PHONY: lint
lint: $(DEV_STAMP) ## linter and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

.PHONY: types
types: $(DEV_STAMP) ## type checker
	@$(PY) -m mypy

.PHONY: law
law: $(DEV_STAMP) ## the encodings: faults, layout, scenarios
	@$(PY) -m xueshi regulation lint
	@$(PY) -m xueshi regulation format --check
	@$(PY) -m xueshi regulation test

.PHONY: pytest
pytest: $(DEV_STAMP) ## tests with coverage (PYTEST_ARGS='--no-cov -k name' and the like)
	@$(PY) -m pytest --numprocesses=auto --dist=loadgroup --hypothesis-profile=ci --cov=xueshi $(PYTEST_ARGS)

.PHONY: fuzz
fuzz: $(DEV_STAMP) ## the properties on many more random cases, new ones at every run
	@$(PY) -m pytest --numprocesses=auto --hypothesis-profile=fuzz -m hypothesis $(PYTEST_ARGS)

.PHONY: prove
prove: $(DEV_STAMP) ## mutants and bounded proofs of every encoding; slow (ARGS='--write docs/quality.md' files the figures)
	@$(PY) -m tests.quality $(ARGS)

.PHONY: bench
bench: $(RUN_STAMP) ## the speed figures (ARGS='--write docs/performance.md' files them)
	@$(PY) -m benchmarks $(ARGS)

.PHONY: venv
venv: $(DEV_STAMP) ## the environment alone, with everything that development needs

.PHONY: clean
clean: ## remove the environment and everything derived
	@$(remove_venv)
	rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find asp src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: FORCE
FORCE:

$(RUN_STAMP): $(INPUTS) $(call stale,$(RUN_STAMP),$(RUN_MODULES))
	@$(call install,.,$(RUN_MODULES))

$(DEV_STAMP): $(INPUTS) $(call stale,$(DEV_STAMP),$(DEV_MODULES))
	@$(call install,.[dev],$(DEV_MODULES))
	@cp '$(RUN_STAMP)' '$@'
