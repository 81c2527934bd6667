# The two commands that matter: make demo, make test. make help lists the rest.

SWIFT ?= swift
# Many tests run processes and servers; more at once than this only makes them wait for each other.
PARALLEL = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4
BIN = $(shell $(SWIFT) build --show-bin-path)

PREFIX ?= /usr/local
# What is linked into the binary of make release.
ARCHIVES = $(CURDIR)/.build/archives
# How it is compiled: the metadata of generic types is asked for directly. By name it is looked for among all conformances of the binary at each start.
OPTIMIZED = -c release --static-swift-stdlib -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
BUILT = $(or $(BINARY),$(shell $(SWIFT) build -c release --show-bin-path)/framectl)
TO_BUILD = $(if $(BINARY),,release)

.DEFAULT_GOAL := help
.PHONY: help demo test conformance simulate-seeds mutants fuzz sanitize bench history check reference screenshots docs fmt build release install uninstall dist deb newcomer package-test clean dependencies shells

help: ## Lists these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

demo: build ## Closes a simulated trade show: lists, plans, closes, verifies, reports
	@"$(BIN)/framectl" demo

test: dependencies shells ## Builds everything and runs all tests
	@$(SWIFT) build --build-tests
	@$(PARALLEL) $(SWIFT) test --skip-build

conformance: build ## Holds the simulator against its description, docs/openapi.yaml, with schemathesis from PyPI
	@Tests/Conformance/prepare.sh
	@.build/conformance/venv/bin/python Tests/Conformance/conform.py "$(BIN)/framectl"

simulate-seeds: dependencies ## Runs the engine in N simulated worlds (10000), or tells the story of one: SEED=…
	@$(SWIFT) build --build-tests
	@SIMULATION_SEEDS=$(or $(N),10000) SIMULATION_FIRST=$(or $(FIRST),0) $(SWIFT) test --skip-build --filter SimulationTests

mutants: dependencies ## Breaks the engine by hand, one way after the other, and demands that a thousand worlds find each
	@Scripts/mutants.sh

fuzz: dependencies ## Fuzzes what reads foreign bytes for SECONDS (60) each, or RUNS=… inputs; TARGET=… for one, REPLAY=FILE for one input of it
	@SECONDS_EACH=$(or $(SECONDS),60) RUNS=$(RUNS) SCRATCH=$(or $(SCRATCH),.build-fuzz) REPLAY=$(REPLAY) Scripts/fuzz.sh $(TARGET)

sanitize: dependencies ## Runs the unit tests under the thread and the address sanitizer, or one: SANITIZER=thread
	@Scripts/sanitize.sh $(SANITIZER)

bench: dependencies release ## Measures framectl against other clients, side by side; ARGS="--sessions 1000 --rounds 1" for less
	@OPTIMIZED="$(OPTIMIZED)" Benchmarks/prepare.sh
	@python3 Benchmarks/bench.py "$$($(SWIFT) build -c release --show-bin-path)/framectl" --without-record .build/benchmarks/without-record/framectl $(ARGS)

history: dependencies release ## Measures how fast history is read, against Python's json.loads; ARGS="--sessions 10000 --rounds 1" for less
	@python3 Benchmarks/history.py "$$($(SWIFT) build -c release --show-bin-path)/framectl" $(ARGS)

check: dependencies ## Checks the format, builds with every warning as an error, compares the reference with the tool, and applies the patches
	@$(SWIFT) format lint --strict -r -p Package.swift Sources Tests
	@$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	@Scripts/reference.py "$(BIN)/framectl" --check
	@for patch in Tests/SimulationTests/Mutants/*.patch Benchmarks/*.patch; do git apply --check "$$patch" || exit 1; done

reference: build ## Writes docs/reference.md and the manual pages from the tool's own help
	@Scripts/reference.py "$(BIN)/framectl"

screenshots: build ## Records the pictures of the README at a real terminal; needs tmux
	@Scripts/screenshots.py "$(BIN)/framectl"

docs: dependencies ## Builds the documentation of FrameAPI, with its tutorial, into .build/docs
	@Scripts/docs.sh

fmt: ## Formats the sources
	@$(SWIFT) format format -i -r -p Package.swift Sources Tests

build: dependencies ## Builds the tool for development
	@$(SWIFT) build --product framectl

release: dependencies ## Builds the tool with all optimizations, in need of nothing but the C library
	@Scripts/archives.sh "$(ARCHIVES)"
	@FRAMECTL_ARCHIVES="$(ARCHIVES)" $(SWIFT) build $(OPTIMIZED) --product framectl
	@echo "built $$($(SWIFT) build -c release --show-bin-path)/framectl"

install: $(TO_BUILD) ## Installs below PREFIX (/usr/local); BINARY=FILE installs that one and builds nothing
	@Scripts/install.sh "$(BUILT)" "$(DESTDIR)$(PREFIX)"

uninstall: ## Removes what install put below PREFIX
	@Scripts/install.sh --remove "$(DESTDIR)$(PREFIX)"

dist: $(TO_BUILD) ## Packs binary, completions, manual pages and documents into dist/, with a checksum
	@Scripts/dist.sh "$(BUILT)"

deb: $(TO_BUILD) ## Makes a Debian package in dist/
	@Scripts/install-dependencies.sh --deb
	@Scripts/deb.sh "$(BUILT)"

newcomer: ## Does what the README tells somebody new to do, in a fresh clone, and says how long it takes
	@Scripts/newcomer.sh $(ARGS)

package-test: ## Makes all packages and runs each in an empty root; needs root, Debian and 15 minutes
	@Scripts/install-dependencies.sh --package-test
	@Tests/Packaging/run.sh $(BINARY)

clean: ## Removes what was built
	@rm -rf .build .build-* dist

dependencies:
	@Scripts/install-dependencies.sh

shells:
	@Scripts/install-dependencies.sh --shells
