#!/bin/sh
# What a plan means, three times: data/golden, the program, and a slow reference that shares
# nothing with it.  KUNDRESA_CASES says how many made-up cases the two must agree on.
set -u
cases=${KUNDRESA_CASES:-20000}
golden=$top_srcdir/data/golden
decide=$top_builddir/tests/plan/decide_cases
reference=$top_srcdir/tests/plan/reference.py
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
plans="se-hold no-walk dk-jump fi-skip gb-walk de-jump months"
set -- $plans
count=0
result() { # STATUS WHAT
  count=$((count + 1))
  if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; fi
}

# What stands in the first difference, for whoever has to find it.
same() { # EXPECTED FOUND
  cmp -s "$1" "$2" && return 0
  diff "$1" "$2" | head -4 | cut -c1-1500 | sed 's/^/# /'
  return 1
}

have_python=no
if [ -n "${PYTHON3:-}" ] && "$PYTHON3" -c 'import yaml' 2>/dev/null; then have_python=yes; fi

for plan in $plans; do
  "$decide" "$golden/$plan.yaml" <"$golden/$plan.csv" >"$work/found" && \
    same "$golden/$plan.csv" "$work/found"
  result $? "the program decides $plan as the golden cases say"
done

"$decide" >"$work/codes"
missing=0
while read -r code; do
  grep -q -F "|$code" "$golden"/*.csv || { echo "# no golden case of $code"; missing=1; }
  grep -q -E "^\\.It Cm $code\$" "$top_srcdir/man/kundresa-plan.5.in" || {
    echo "# $code is not in the list of kundresa-plan(5)"
    missing=1
  }
done <"$work/codes"
result $missing "every reason has a golden case and stands in the manual"
vectors=$(cat "$golden"/*.csv | cut -d, -f1,2 | grep -v '^case' | sort -u | wc -l)
[ "$vectors" -ge 300 ]
result $? "there are $vectors golden cases, 300 at least"

if [ $have_python = yes ]; then
  "$PYTHON3" "$reference" codes >"$work/other"
  same "$work/codes" "$work/other"
  result $? "the reference knows the same reasons"
  for plan in $plans; do
    "$PYTHON3" "$reference" decide "$golden/$plan.yaml" <"$golden/$plan.csv" >"$work/found" && \
      same "$golden/$plan.csv" "$work/found"
    result $? "the reference decides $plan as the golden cases say"
    "$PYTHON3" "$reference" random "$golden/$plan.yaml" $((cases / $# + 1)) \
      "${KUNDRESA_SEED:-1}" >"$work/random" && \
      "$decide" "$golden/$plan.yaml" <"$work/random" >"$work/found" && \
      same "$work/random" "$work/found"
    result $? "both decide $((cases / $# + 1)) made-up cases of $plan alike"
  done
else
  echo "ok $((count += 1)) - # SKIP python3-yaml is not installed"
fi
echo "1..$count"
