#!/usr/bin/env bash
# Makes seeds for `parse`, `lint` and `read` out of the shared corpus, which is read in place: seeds.sh [FOLDER].
# FOLDER (fuzz/corpus unless told) is where cargo fuzz looks for them. The other targets start from nothing.
set -euo pipefail
cd "$(dirname "$0")"
shared=${WIKIVET_SHARED:-../../shared}
folder=${1:-corpus}
mkdir -p "$folder"/{parse,lint,read}

# Whole lines of about 1 kB, every so many of each article; the bytes before choose a profile and a kind.
number=0
for article in "$shared"/corpus/articles/*/*.wikitext; do
    number=$((number + 1))
    export SEED="$folder" NUMBER="$number"
    head -c 60000 "$article" | split -C 1000 --filter='
        part=$((0x$(printf %s "$FILE" | md5sum | head -c 4)))
        if [ $((part % 15)) = 0 ]; then
            cat > "$SEED/part"
            (printf "\\$(printf %o $((NUMBER % 64)))"; cat "$SEED/part") > "$SEED/parse/$NUMBER-$FILE"
            (printf "\\$(printf %o $((NUMBER % 64)))b"; cat "$SEED/part") > "$SEED/lint/$NUMBER-$FILE"
        else
            cat > /dev/null
        fi'
done
rm -f "$folder/part"

# The first and some later pages of each dump, as XML, compressed, as UTF-16, and plain.
number=0
for dump in "$shared"/corpus/dumps/*.xml.bz2; do
    number=$((number + 1))
    xml=$(mktemp)
    bzip2 -dc "$dump" | head -c 200000 | iconv -c -f UTF-8 -t UTF-8 | tail -c 197000 | head -c 3000 | iconv -c -f UTF-8 -t UTF-8 > "$xml" || true
    (printf '\0'; cat "$xml") > "$folder/read/$number-xml"
    (printf '\1'; sed 's/<[^>]*>//g' "$xml") > "$folder/read/$number-txt"
    (printf '\2'; cat "$xml") > "$folder/read/$number-wiki"
    (printf '\0'; bzip2 -c "$xml") > "$folder/read/$number-bz2"
    (printf '\0'; gzip -c "$xml") > "$folder/read/$number-gz"
    (printf '\0\377\376'; iconv -f UTF-8 -t UTF-16LE "$xml") > "$folder/read/$number-utf16"
    rm "$xml"
done
find "$folder" -type f | wc -l
