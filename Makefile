PYTHON := .venv/bin/python

.PHONY: check evaluate bench compiled crawl

check:  ## exactly what CI runs
	.ci/run

evaluate: .venv  ## every quality figure, beside its floor; some are printed by the tests that hold them
	$(PYTHON) -m bench.evaluate
	$(PYTHON) -m pytest -s -k "dates_of_publication or lines_of_all_pages"

bench: .venv  ## how fast reading is, beside dateparser and spaCy on the same pages, the record, the desk (DESK=--full: all of it)
	.venv/bin/pip install -q -e '.[bench]'
	$(PYTHON) -m bench.speed
	$(PYTHON) -m bench.record_speed
	$(PYTHON) -m bench.desk $(DESK)

COMPILE = BAITHAK_COMPILED=1 .venv/bin/pip install -q --no-build-isolation --no-deps --upgrade --target
PROFILE := $(CURDIR)/build/profile

compiled: .venv  ## the reader compiled, into build/compiled, whether it reads the same, and how fast; takes gcc and six minutes
	.venv/bin/pip install -q -e '.[bench,compiled]'
	rm -rf build  # compiled twice: the second time with what the first told of which way its branches go
	CFLAGS=-fprofile-generate=$(PROFILE) LDFLAGS=-fprofile-generate $(COMPILE) build/profiled .
	PYTHONPATH=build/profiled .venv/bin/baithak build examples tests/golden/*/pages --db build/profiled/pages.db >build/read.log 2>&1
	rm -rf build/lib.* build/temp.* build/bdist.*
	CFLAGS="-fprofile-use=$(PROFILE) -fprofile-correction -Wno-missing-profile" $(COMPILE) build/compiled .
	$(PYTHON) -m pytest -q tests/test_compiled.py
	PYTHONPATH=build/compiled $(PYTHON) -m bench.speed

crawl: .venv  ## a generated crawl of a million pages sifted on this machine and, a tenth of it, on Ray
	$(PYTHON) -m bench.sift --ray

.venv:
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
