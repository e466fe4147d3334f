# What is said about commands and options, and about those that are none.
. "$top_srcdir/tests/cli/tap.sh"

is 2 "alone it says how to start"
tells 'kundresa new FILE' "the start names the commonest commands"
is 0 "--version" --version
says '^kundresa [0-9]' "--version says the version"
is 0 "--help" --help
says '^  export ' "--help lists the commands"
is 0 "help" help

"$KUNDRESA" --help | sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p' >names
for command in $(cat names) completion manual; do
  is 0 "$command --help" "$command" --help
  says "^Usage: kundresa $command" "$command --help says how it is written"
  is 0 "help $command" help "$command"
done

is 2 "an unknown command" reddo
tells "Did you mean 'kundresa redo'?" "the nearest command is named"
is 2 "a word that is like nothing" xyzzy
tells "'kundresa --help' lists" "the way to the list is named"
is 2 "an unknown option" show --jurney x file
tells 'Did you mean --journey?' "the nearest option is named"
is 2 "an unknown letter" show -Q file
tells '-Q' "the letter is named"
is 2 "an option of another command" show --changes file
tells "'kundresa show' has no option --changes" "the option is named"
is 2 "an option without its argument" show file --journey
tells 'needs an argument: --journey ID' "the argument is named"
is 2 "an argument that an option does not take" log --changes=yes file
tells 'takes no argument' "the option is named"
is 2 "a choice that is none" show --format xml file
tells 'one of: text, json' "the choices are named"
is 2 "too few words" copy file
tells 'kundresa copy FILE ENTITY/ID' "the way to write it is named"
is 2 "too many words" copy file touchpoint/x y
tells "'y' is one word too many" "the word is named"
is 2 "a word for a command that takes none" manual y
tells 'Write: kundresa manual$' "the way to write it ends there"
is 2 "help of nothing" help reddo
tells "Did you mean 'redo'?" "help names the nearest"
is 2 "completion for another shell" completion fish
is 2 "an option that can mean several" show --f=text --no file
is 2 "a number that is none" log --limit many file
tells 'expected a whole number' "the number is named"

# Options may stand anywhere, even before the command.
is 0 "a file to look at" new map --empty
is 0 "options first" --format json show map
is 0 "options last" show map --format json
is 0 "options shortened" show map --form=json
is 0 "one letter" show -fjson map
is 0 "a file that looks like an option" new --empty -- --odd
is 0 "and back" show -- --odd
POSIXLY_CORRECT=1
export POSIXLY_CORRECT
is 0 "options last, POSIX or not" show map --format json
unset POSIXLY_CORRECT

# A file alone opens it; here is no terminal.
is 0 "a file alone" map
says 'Stage: ' "the map is shown as text"
tells 'no terminal' "and why"
is 0 "open" open map
is 3 "a file that is not there, by its ending" missing.kundresa
is 3 "a file that is not there, by its folder" ./missing

# Languages.
LANGUAGE=sv LC_ALL=C.UTF-8 "$KUNDRESA" --help >sv
LANGUAGE=sv LC_ALL=C "$KUNDRESA" --help >c
"$KUNDRESA" --help >en
holds "LC_ALL=C speaks English" cmp -s c en
env -u LC_ALL -u LC_MESSAGES -u LANG LANGUAGE=sv "$KUNDRESA" --help >bare
holds "LANGUAGE alone is enough where nothing else is said" cmp -s bare sv
holds "and sv is Swedish" grep -q '^Användning' sv
LANGUAGE='' LC_ALL=xx_XX.UTF-8 "$KUNDRESA" --help >xx
holds "an unknown locale does no harm" cmp -s xx en

done_testing
