# What the samples and templates promise to those who start from them.
. "$top_srcdir/tests/cli/tap.sh"

for path in "$top_srcdir"/journeys/*.yaml "$top_srcdir"/data/templates/*.yaml; do
  name=${path##*/}
  is 0 "$name goes in" new "$name.one" --from "$path"
  run export "$name.one" --format journey
  holds "$name comes out byte for byte" cmp out "$path"

  is 0 "$name is released" release "$name.one"
  is 0 "$name has a plan" export "$name.one" --format plan -o "$name.one.plan"
  run new "$name.two" --from "$path"
  run release "$name.two"
  run export "$name.two" --format plan -o "$name.two.plan"
  holds "$name gives the same plan again" cmp "$name.one.plan" "$name.two.plan"
done

for path in "$top_srcdir"/data/templates/*.yaml; do
  name=${path##*/}
  is 0 "${name%.yaml} can be chosen by its name" new "$name.chosen" --template "${name%.yaml}"
done

done_testing
