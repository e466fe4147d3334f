#!/bin/sh
# What --explain prints of every rule and fact that comes with kundresa.
set -u
if [ -z "${PYTHON3:-}" ] || ! "$PYTHON3" -c 'import yaml' 2>/dev/null; then
  echo "1..0 # SKIP python3-yaml is not installed"
  exit 0
fi
exec "$PYTHON3" "$top_srcdir/tests/cli/explain.py"
