# Five verbs. Each sets up what it needs in .venv on its first run.
PYTHON ?= python3
# Processes that train together, one a core.
PROCESSES ?= 2
VENV := .venv
BIN := $(VENV)/bin
# Qt draws with these of the system's libraries; they are installed where that is allowed, else named.
SYSTEM := libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 \
	libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1

.PHONY: run test lint train bench pictures clean

run: $(VENV)/app.done
	@$(BIN)/plainday $(ARGS)

test: $(VENV)/dev.done
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: $(VENV)/dev.done
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/architecture

train: $(VENV)/dev.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r training/teacher.lock
	@$(BIN)/torchrun --standalone --nproc-per-node $(PROCESSES) -m training.build --recipe training/recipes/student.toml --threads 1 $(ARGS)

bench: $(VENV)/dev.done
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.benchmarks $(ARGS)

pictures: $(VENV)/dev.done
	@QT_QPA_PLATFORM=offscreen $(BIN)/python docs/pictures/make.py

$(VENV)/app.done: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Plainday needs Python 3.11 or newer.") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@sh packaging/system-libraries.sh $(SYSTEM)
	@touch $@

$(VENV)/dev.done: pyproject.toml $(VENV)/app.done
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,training]'
	@touch $@

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis
