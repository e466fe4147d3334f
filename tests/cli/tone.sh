# A bare text: its class, the sum that anybody can do again, places, and texts that
# want to break the screen.
. "$top_srcdir/tests/cli/tap.sh"

reads() { # STATUS "what" TEXT ARGUMENT...
  wanted=$1 name=$2 text=$3
  shift 3
  printf '%b' "$text" | "$KUNDRESA" tone "$@" >out 2>err
  status=$?
  if [ "$status" -eq "$wanted" ]; then ok "$name"; else not_ok "$name (status $status, not $wanted)"; fi
}
answer() { # NAME PYTHON-EXPRESSION over the answer j
  holds "$1" "$PYTHON3" -c "import json,sys; j=json.load(open('out')); sys.exit(not ($2))"
}

letter='Hej {first_name}!\n\nVi har inte fått din betalning på {amount_due}. Betala senast {pay_by} till {bank_account}.\n\nVi skickar inte ärendet till inkasso.\n'
reads 0 "standard input" "$letter" - --lang sv
says '^Language: Swedish$' "the language that was said"
says '^Tone: ' "a class"
says '\[2 Clear\]' "its step on the ladder"
says '     3  Vi har inte' "the text with the numbers of its lines"
says '^What counted$' "what counted"
says 'the sum; from 1.50 it is 2 Clear' "the sum and its band"
says 'how to pay .* {bank_account}' "how to pay is told"
says '^  LIX: ' "readability"
says '5 sentences and 50 words' "and whether to trust it"
says 'GSM-7' "the size as SMS"
holds "no line is longer than 80 columns" "$PYTHON3" -c "
import sys; sys.exit(any(len(line.rstrip('\n')) > 80 for line in open('out', encoding='utf-8')))"
reads 0 "a language that shows" "$letter"
says '^Language: Swedish (it seems' "is guessed, and said to be"
reads 2 "a text without a language" '123\n'
tells 'Say --lang' "says what to do"
reads 0 "the same with a language" '123\n' --lang nb
reads 0 "nothing at all" '' --lang en
says 'tells of a tone' "has no tone"
reads 2 "an unknown language" '' --lang fi
is 3 "a file that is not there" tone nowhere
printf "%b" "$letter" >letter
is 0 "a file" tone letter --lang sv

reads 0 "for programs" "$letter" --lang sv --format json
answer "class and score" 'j["class"] == "clear" and j["step"] == 2 and 1.5 <= j["score"] < 2.5'
answer "the weights add up to the score" 'abs(sum(m["weight"] for m in j["marks"]) - j["score"]) < 1e-9'
answer "what is denied does not count" 'any(m["negated"] and m["weight"] == 0 for m in j["marks"])'
answer "places are lines and columns" \
  '[(m["line"], m["column"]) for m in j["marks"] if m["text"] == "{amount_due}"] == [(3, 35)]'
answer "each mark is in the text" \
  'all(open("letter","rb").read()[m["start"]:m["start"]+m["length"]].decode() == m["text"] for m in j["marks"])'
answer "what is told, and what is not" \
  '{t["what"]: t["told"] for t in j["tells"]}["how_to_pay"] and not j["offer_before_payment"]'

reads 0 "who is told to pay the unpaid bill" \
  'Strømmen kan bli stengt hvis du ikke betaler den forfalte regningen.' --lang nb --format json
answer "is told that it is unpaid, though an if stands before" 'j["class"] == "firm"'
reads 0 "who is only told what if" 'Strømmen kan bli stengt hvis regningen forfaller ubetalt.' \
  --lang nb --format json
answer "is not" 'j["class"] == "service"'
reads 0 "a threat in a longer hint at one" 'Vi vet var du bor. Betala nu.' --lang sv --format json
answer "is a threat" 'j["class"] == "threat"'

printf 'Tack för din betalning!\n' >thanks
is 0 "several files" tone letter thanks --lang sv
says '^letter$' "each under its name"
says '^thanks$' "and so the second"
is 0 "several files for programs" tone letter thanks --lang sv --format json
answer "are a list, in their order" '[text["file"] for text in j] == ["letter", "thanks"]'
answer "each as it is alone" 'j[0]["class"] == "clear" and j[0]["marks"] != j[1]["marks"]'
printf '123\n' >number
is 2 "one whose language does not show" tone letter number
tells 'number: The text' "is named"

# Columns are characters, whatever they are made of.
reads 0 "odd characters" 'e\0314\0201\0360\0237\0221\0251\0342\0200\0215\0360\0237\0232\0200 {amount_due}\n' --lang sv --format json
answer "are one column each" 'j["marks"][0]["column"] == 4'

# What could move the cursor or hide words.
hostile='Vi har \0033[2J inte\0342\0200\0256 fått din \0377\0376 betalning\0302\0233.\0342\0200\0213\n'
for format in text json; do
  reads 0 "a hostile text as $format" "$hostile" --lang sv --format $format
  if LC_ALL=C grep -q "$(printf '[\001-\011\013-\037\177]')" out ||
    LC_ALL=C grep -q "$(printf '\302[\200-\237]')" out ||
    LC_ALL=C grep -q "$(printf '\342\200[\252-\256]')" out; then
    not_ok "is shown in plain characters as $format"
  else
    ok "is shown in plain characters as $format"
  fi
done
answer "and JSON stays JSON" 'j["measures"]["words"] > 0'
"$PYTHON3" -c "
import sys
sys.stdout.buffer.write(b'Vi har inte f\xc3\xa5tt din betalning till inkasso ' * 20000)" >long
for format in text json; do
  "$KUNDRESA" tone long --lang sv --format $format >out 2>err
  status=$?
  if [ "$status" -eq 0 ] && [ -s out ]; then ok "a megabyte on one line as $format"; else
    not_ok "a megabyte on one line as $format (status $status)"; fi
done
answer "with places to its end" 'j["marks"][-1]["line"] == 1 and j["marks"][-1]["column"] > 850000'
"$PYTHON3" -c "
import sys
sys.stdout.buffer.write(b'a' * 1000000)" >long
is 0 "a megabyte in one word" tone long --lang sv

# Several phrases of one family may find the same words; a person reads it once.
printf 'Vi kan ikke se at vi har mottatt betaling. Dersom du allerede har betalt, kan du se bort fra dette.' >nb
is 0 "a text that many phrases find" tone nb --lang nb
listed=$(grep -c '“allerede har betalt”' out)
if [ "$listed" -eq 1 ]; then ok "is told once"; else not_ok "is told once ($listed times)"; fi

done_testing
