PYTHON := .venv/bin/python

.PHONY: check evaluate bench crawl

check:  ## exactly what CI runs
	.ci/run

evaluate: .venv  ## every quality figure, beside its floor; some are printed by the tests that hold them
	$(PYTHON) -m bench.evaluate
	$(PYTHON) -m pytest -s -k "dates_of_publication or lines_of_all_pages"

bench: .venv  ## how fast reading is, beside dateparser and spaCy on the same pages, and the record, and the desk
	.venv/bin/pip install -q -e '.[bench]'
	$(PYTHON) -m bench.speed
	$(PYTHON) -m bench.record_speed
	$(PYTHON) -m bench.desk

crawl: .venv  ## a generated crawl of a million pages sifted on this machine and, a tenth of it, on Ray
	$(PYTHON) -m bench.sift --ray

.venv:
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
