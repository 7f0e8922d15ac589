# `make reports` and `make test` need nothing typed before them: each makes .venv, installs what it needs, and shows the plain
# commands that it runs, for those who have no make. GNU make 3.81 and any POSIX shell will do.

CORPUS ?= seeds
OUT    ?= reports
VENV   := .venv

# The first Python that really runs (a version manager leaves names that do not), is new enough and can make an environment.
PYTHONS := python3.13 python3.12 python3.11 python3.14 python3 python
IS_FIT  := import sys; assert sys.version_info >= (3, 11); import ensurepip, venv
PYTHON  ?= $(shell for python in $(PYTHONS); do "$$python" -c '$(IS_FIT)' >/dev/null 2>&1 && { echo "$$python"; break; }; done)

# An environment is good where it was made, while its Python runs. One of your own making is taken as it is; a broken or moved one is made anew.
STALE := $(shell test "$$(cat $(VENV)/made 2>&1)" = "$$(pwd -P)" && $(VENV)/bin/python -c pass 2>/dev/null || echo stale)
WORKS  = $(shell $(VENV)/bin/python -c '$(IS_FIT)' 2>/dev/null && $(VENV)/bin/pip --version 2>/dev/null | grep -F "$$(pwd -P)/$(VENV)/")

# The value of a variable as one word of the shell, whatever stands in it.
quoted = '$(subst ','\'',$(value $(1)))'

export PIP_DISABLE_PIP_VERSION_CHECK := 1
.NOTPARALLEL:
.PHONY: help reports test lab lint bench stale

help:
	@echo 'make reports [CORPUS=my_articles] [OUT=reports]   render the three reports, by default on the sample articles in seeds/'
	@echo 'make test                                         run the tests'
	@echo 'make lab                                          open the notebooks in JupyterLab'
	@echo 'make lint                                         check the style and the types of the source'
	@echo 'make bench                                        measure speed, memory and accuracy'
	@echo
	@echo 'The first of them makes .venv and installs what it needs; PYTHON=/path/to/python3.12 chooses its Python.'

reports: $(VENV)/installed
	$(VENV)/bin/iranaz report all $(call quoted,CORPUS) --out $(call quoted,OUT)
	@printf '\nThe reports are ready: open %s/index.html in a browser.\n' $(call quoted,OUT)

test: $(VENV)/installed-dev
	$(VENV)/bin/python -m pytest

lab: $(VENV)/installed-lab
	$(VENV)/bin/iranaz lab

lint: $(VENV)/installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

bench: $(VENV)/installed-dev
	@for script in benchmarks/*.py; do \
	  echo "$(VENV)/bin/python $$script"; $(VENV)/bin/python "$$script" || echo "Not measured; the first lines of $$script say what it needs."; \
	done

# An empty file stands for an install that was finished: one that was interrupted leaves none and is done again.
$(VENV)/installed: WHAT := .
$(VENV)/installed-dev: WHAT := .[dev]
$(VENV)/installed-lab: WHAT := .[lab]
$(VENV)/installed $(VENV)/installed-dev $(VENV)/installed-lab: $(VENV)/made pyproject.toml constraints.txt
	@echo 'Installing: the first time, a minute or two and 900 MB.'
	$(VENV)/bin/python -m pip install --constraint constraints.txt --editable '$(WHAT)'
	@touch $@ $(VENV)/installed

$(VENV)/made: $(STALE)
	$(if $(WORKS),,$(MAKE_VENV))
	@pwd -P > $@

define MAKE_VENV
@"$(PYTHON)" -c '$(IS_FIT)' >/dev/null 2>&1 || { $(SAY_NO_PYTHON); } >&2
"$(PYTHON)" -m venv --clear $(VENV)
endef

define SAY_NO_PYTHON
echo 'No Python 3.11 or newer that has its venv module was found. Tried:'; \
for python in $(if $(PYTHON),"$(PYTHON)",$(PYTHONS)); do \
  command -v "$$python" >/dev/null && echo "  $$python: $$("$$python" -c '$(WHY_NOT)' 2>/dev/null || echo 'does not run')" || echo "  $$python: not found"; \
done; \
echo 'Install one:'; \
echo '  Debian, Ubuntu   sudo apt install python3 python3-venv'; \
echo '  Fedora           sudo dnf install python3'; \
echo '  macOS            brew install python'; \
echo 'or name one that you have: make reports PYTHON=/path/to/python3.12'; \
exit 1
endef
WHY_NOT := import sys; v = sys.version_info; print("%d.%d, " % v[:2] + ("too old" if v < (3, 11) else "without its venv module"))
