# One word does everything. Each target says what it is for.
PYTHON ?= python

.PHONY: check format lint types test docs slow browser exam page bench calibrate speed bless lock fix

check: format lint types test ## what must pass before a commit; under a minute and a half on two cores

format: ## is the code laid out by ruff?
	$(PYTHON) -m ruff format --check .

lint: ## ruff's rules, as pyproject.toml gives them
	$(PYTHON) -m ruff check .

types: ## strict mypy over source, tests and benchmarks
	$(PYTHON) -m mypy

test: ## the fast tests, those of the docs and of the cases included
	$(PYTHON) -m pytest

docs: ## only the tests of README, docs and the arrows between rooms
	$(PYTHON) -m pytest tests/test_readme.py tests/test_docs.py tests/test_architecture.py

slow: ## tests that take more than a few seconds
	$(PYTHON) -m pytest -m slow

browser: ## the page in a real Chromium (needs chromium, chromedriver and the extra named browser)
	$(PYTHON) -m pytest -m browser

exam: ## tests over the corpora beside the checkout
	$(PYTHON) -m pytest -m exam

page: ## type check, test and build the page, and compare it with the committed bundle (needs Node)
	sh web/check

bench: ## every figure of benchmarks/RESULTS.md, measured afresh (half an hour)
	$(PYTHON) benchmarks/pdnc.py
	$(PYTHON) benchmarks/pdnc.py --score-only --half a
	$(PYTHON) benchmarks/pdnc.py --score-only --half b
	$(PYTHON) benchmarks/pdnc.py --cast
	$(PYTHON) benchmarks/pdnc.py --model reader
	$(PYTHON) benchmarks/calibration.py
	$(PYTHON) benchmarks/litbank.py
	$(PYTHON) benchmarks/coreference.py --model rules
	$(PYTHON) benchmarks/coreference.py
	$(PYTHON) benchmarks/modern.py
	$(PYTHON) benchmarks/world.py stories
	$(PYTHON) benchmarks/world.py set_aside
	$(PYTHON) benchmarks/world.py set_aside --passes
	$(PYTHON) benchmarks/world.py classics
	$(PYTHON) benchmarks/rule_confidence.py
	$(PYTHON) benchmarks/rule_confidence.py --set-aside
	$(PYTHON) benchmarks/emotion_baseline.py
	$(PYTHON) benchmarks/speed.py
	$(PYTHON) benchmarks/encoder.py --read reader
	$(PYTHON) benchmarks/results.py

calibrate: ## confidence, fitted afresh; after any change of how speakers, or what happens in a story, are found
	$(PYTHON) benchmarks/calibration.py --write
	$(PYTHON) benchmarks/rule_confidence.py --write

speed: ## only the figures of time and memory
	$(PYTHON) benchmarks/speed.py
	$(PYTHON) benchmarks/encoder.py --read reader

bless: ## rewrite what tests compare with: golden files, generated docs
	$(PYTHON) -m pytest -m 'not browser and not exam' --bless
	$(PYTHON) benchmarks/results.py

fix: ## lay the code out and mend what ruff can mend
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

lock: ## requirements/ci.lock, from a fresh environment of the oldest Python we support
	sh requirements/lock
