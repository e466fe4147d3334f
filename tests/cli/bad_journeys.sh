#!/bin/sh
# journeys/bad/NAME.yaml has faults that were planted, and gives exactly the findings of
# NAME.findings; the samples and templates give no errors.
set -u
if [ -z "${PYTHON3:-}" ]; then
  echo "1..0 # SKIP python3 is not installed"
  exit 0
fi
exec "$PYTHON3" "$top_srcdir/tests/cli/bad_journeys.py"
