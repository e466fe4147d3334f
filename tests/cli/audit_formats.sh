#!/bin/sh
# SARIF and JUnit as other programs read them.
set -u
if [ -z "${PYTHON3:-}" ] || ! "$PYTHON3" -c 'import yaml, jsonschema' 2>/dev/null; then
  echo "1..0 # SKIP python3-yaml and python3-jsonschema are not installed"
  exit 0
fi
exec "$PYTHON3" "$top_srcdir/tests/cli/audit_formats.py"
