"""Compares the tables of wikivet with those of MediaWiki's pages, row by row (see README.md).

    grids.py mark FOLDER          writes N.marked for each N.wiki, and a list for page.php for each language
    grids.py compare FOLDER [-v]  reads the N.html that page.php wrote

FOLDER is what the example `table_grids` wrote. Each table gets its number as an attribute, so that the page says which
table is which; tables in HTML get one too. What is compared is what a browser is given: how many cells each row has, and
in which column each stands, with its spans, by the algorithm of the HTML standard.
"""
import collections, html.parser, json, os, re, sys

MARK = "data-wv"


def documents(folder):
    seen = set()
    for number, line in enumerate(open(os.path.join(folder, "grids.jsonl"), encoding="utf-8")):
        text = open(os.path.join(folder, f"{number}.wiki"), encoding="utf-8", newline="").read()
        # Some articles are in the corpus twice.
        if text not in seen:
            seen.add(text)
            yield number, text, json.loads(line)


def mark(folder):
    lists = collections.defaultdict(list)
    for number, text, document in documents(folder):
        lines = text.split("\n")
        for index, table in enumerate(document["tables"]):
            at = table["line"] - 1
            lines[at] = re.sub(r"\{(\||\{\{!\}\})", lambda found: f'{found[0]} {MARK}="{index}" ', lines[at], count=1)
        marked = re.sub(r"(?i)<table(?=[\s>])", f'<table {MARK}="html"', "\n".join(lines).replace("\r\n", "\n"))
        path = os.path.join(folder, str(number))
        open(path + ".marked", "w", encoding="utf-8", newline="").write(marked)
        lists[document["language"] or "en"].append(f"{path}.marked\t{path}.html\n")
    for language, pairs in lists.items():
        open(os.path.join(folder, f"list.{language}"), "w").writelines(pairs)
    print(*sorted(lists))


class Page(html.parser.HTMLParser):
    """The tables of a page: the number of each, and its rows as lists of (colspan, rowspan, is header)."""

    def __init__(self):
        super().__init__()
        self.tables, self.open, self.unmarked = {}, [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "table":
            name, rows = attrs.get(MARK), []
            self.open.append(rows)
            if name is None:
                self.unmarked += 1
            elif name != "html":
                self.tables[int(name)] = rows
        elif tag == "tr" and self.open:
            self.open[-1].append([])
        elif tag in ("td", "th") and self.open and self.open[-1]:
            columns = min(max(number(attrs.get("colspan"), 1), 1), 1000)
            self.open[-1][-1].append((columns, min(number(attrs.get("rowspan"), 1), 65534), tag == "th"))

    def handle_endtag(self, tag):
        if tag == "table" and self.open:
            self.open.pop()


def number(value, default):
    digits = re.match(r"\s*(\d+)", value or "")
    return int(digits[1]) if digits else default


def slots(rows):
    """The rows with the column of each cell, as the HTML standard forms a table."""
    taken, placed = {}, []
    for at, row in enumerate(rows):
        column, cells = 0, []
        for columns, height, header in row:
            while taken.get(column, 0) > at:
                column += 1
            cells.append([column, columns, height, header])
            if height != 1:
                until = at + height if height else sys.maxsize
                taken.update({slot: max(until, taken.get(slot, 0)) for slot in range(column, column + columns)})
            column += columns
        placed.append(cells)
    return placed


def compare(folder, verbose):
    totals = collections.defaultdict(collections.Counter)
    for number, _, document in documents(folder):
        path = os.path.join(folder, f"{number}.html")
        if not os.path.exists(path):
            continue
        page = Page()
        page.feed(open(path, encoding="utf-8").read())
        total = totals[document["language"] or "?"]
        total["documents"] += 1
        total["tables only in MediaWiki"] += page.unmarked
        if page.unmarked and verbose:
            print(f"{document['page']} ({number}): {page.unmarked} tables only in MediaWiki")
        for index, table in enumerate(document["tables"]):
            ours = [row["cells"] for row in table["rows"]]
            for row in ours:
                for cell in row:
                    cell[2] = 0 if cell[2] > 65534 else cell[2]
            theirs = page.tables.get(index)
            total["tables"] += 1
            total["rows"] += len(ours)
            if theirs is None:
                total["tables only in wikivet"] += 1
                total["rows of these"] += len(ours)
                if verbose and ours:
                    print(f"{document['page']} ({number}), line {table['line']}: no such table in the page")
                continue
            theirs = slots([row for row in theirs if row])
            missing = len(theirs) - len(ours)
            total["rows only in one"] += abs(missing)
            for at, (one, other) in enumerate(zip(ours, theirs)):
                total["cells"] += len(one)
                for name, key in (("same number of cells", len), ("same columns", lambda row: [c[:3] for c in row]), ("same cells", lambda row: row)):
                    total[name] += key(one) == key(other)
                if [c[:3] for c in one] != [c[:3] for c in other]:
                    if verbose:
                        line = table["rows"][at]["line"]
                        print(f"{document['page']} ({number}), line {line}: {one} is {other} in MediaWiki")
                    if len(one) != len(other) and missing:
                        # The rows behind it are not the same rows.
                        break
    names = ["documents", "tables", "tables only in wikivet", "tables only in MediaWiki", "rows", "rows of these", "rows only in one", "cells", "same number of cells", "same columns", "same cells"]
    print("language", *names, sep="\t")
    everything = collections.Counter()
    for language, total in sorted(totals.items()):
        everything.update(total)
        print(language, *(total[name] for name in names), sep="\t")
    print("all", *(everything[name] for name in names), sep="\t")
    shown = everything["rows"] - everything["rows of these"]
    if shown:
        print(f"rows that agree: {100 * everything['same columns'] / shown:.2f} % of those that the pages show")


if __name__ == "__main__":
    if sys.argv[1] == "mark":
        mark(sys.argv[2])
    else:
        compare(sys.argv[2], "-v" in sys.argv)
