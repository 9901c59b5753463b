#!/usr/bin/env bash
# What GNU parallel makes of the repository's test pages is what the command makes of them.
set -euo pipefail
cd "$(dirname "$0")/../.."
banmian=${1:-target/release/banmian}
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT

find tests/pages -name '*.txt' | sort > "$work/list"
"$banmian" ndjson --list "$work/list" > "$work/alone"
parallel --pipe -N 10 --keep-order "$banmian" ndjson --list - < "$work/list" > "$work/together"
cmp "$work/alone" "$work/together"

while read -r page; do
  node -e 'console.log(JSON.stringify({ path: process.argv[1], text: require("fs").readFileSync(process.argv[1], "utf8") }))' "$page"
done < "$work/list" > "$work/texts"
"$banmian" stream < "$work/texts" > "$work/alone"
parallel --pipe --keep-order --block 20k "$banmian" stream --jobs 1 < "$work/texts" > "$work/together"
cmp "$work/alone" "$work/together"
echo "$(wc -l < "$work/list") pages, the same both ways"
