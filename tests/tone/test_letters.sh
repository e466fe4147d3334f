#!/bin/sh
# The labelled letters keep the rules that tests/tone/README states for them.
set -u
if [ -z "${PYTHON3:-}" ] || ! "$PYTHON3" -c 'import yaml' 2>/dev/null; then
  echo "1..0 # SKIP python3-yaml is not installed"
  exit 0
fi
PYTHONDONTWRITEBYTECODE=1 exec "$PYTHON3" "$top_srcdir/tests/tone/letters.py"
