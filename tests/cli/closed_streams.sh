# A stream that is closed must not give its number to a file of results: closed_streams.sh GRADER EXAM
set -eu
out=$(mktemp -d)
trap 'rm -r "$out"' EXIT
"$1" grade "$2" -o "$out/open" >/dev/null 2>&1
"$1" grade "$2" -o "$out/closed" --progress json >/dev/null 2>&-
cmp "$out/open/results.jsonl" "$out/closed/results.jsonl"
code=0
"$1" grade "$2" -o "$out/closed" >&- 2>/dev/null || code=$?
cmp "$out/open/results.jsonl" "$out/closed/results.jsonl"
test $code = 5
