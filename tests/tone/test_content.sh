#!/bin/sh
# What the texts of tests/tone/content tell is found as well as it was before.
set -u
if [ -z "${PYTHON3:-}" ] || ! "$PYTHON3" -c 'import yaml' 2>/dev/null; then
  echo "1..0 # SKIP python3-yaml is not installed"
  exit 0
fi
PYTHONDONTWRITEBYTECODE=1 exec "$PYTHON3" "$top_srcdir/tests/tone/content.py" --misses
