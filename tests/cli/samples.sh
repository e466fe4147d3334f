# What the samples and templates promise to those who start from them.
. "$top_srcdir/tests/cli/tap.sh"

for path in "$top_srcdir"/journeys/*.yaml "$top_srcdir"/data/templates/*.yaml; do
  sample=${path##*/}
  is 0 "$sample goes in" new "$sample.one" --from "$path"
  run export "$sample.one" --format journey
  holds "$sample comes out byte for byte" cmp out "$path"

  is 0 "$sample is released" release "$sample.one"
  is 0 "$sample has a plan" export "$sample.one" --format plan -o "$sample.one.plan"
  run new "$sample.two" --from "$path"
  run release "$sample.two"
  run export "$sample.two" --format plan -o "$sample.two.plan"
  holds "$sample gives the same plan again" cmp "$sample.one.plan" "$sample.two.plan"
done

for path in "$top_srcdir"/data/templates/*.yaml; do
  sample=${path##*/}
  is 0 "${sample%.yaml} can be chosen by its name" new "$sample.chosen" --template "${sample%.yaml}"
done

done_testing
