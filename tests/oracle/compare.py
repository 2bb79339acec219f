"""Compares wikivet's trees of articles with what MediaWiki made of them (see README.md).

    WV_BIN=<wikivet> compare.py [--wiki NAME] [--show FEATURE] LIST

LIST is the file that render.php got. Prints for each feature how many things both, only wikivet and only MediaWiki see;
with --show also where the differences of a feature are. Every thing is keyed by its first byte, so a thing that only one
of the two sees at a place is a difference, whatever else the article holds.
"""
import argparse, bisect, collections, html.parser, json, os, re, subprocess, sys, xml.parsers.expat

# Attributes of HTML elements that tell what wikitext they came from.
LISTS = {"ul", "ol", "dl"}
ITEMS = {"li", "dt", "dd"}
UNREAD = ("template", "parser-function", "parameter")


class Html(html.parser.HTMLParser):
    """What Parsoid's page says of the source: pairs of a feature and a key, and the ranges that templates made."""

    VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}

    def __init__(self, text):
        super().__init__()
        self.text, self.found, self.made, self.items = text, [], [], {}
        self.open, self.hidden, self.abouts, self.shown, self.swallowed, self.file = [], 0, set(), set(), 0, None

    def handle_startendtag(self, tag, attrs):
        self.element(tag, dict(attrs))

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        shown = self.element(tag, attrs)
        if tag not in self.VOID:
            by_tag = json.loads(attrs.get("data-parsoid") or "{}").get("stx") == "html"
            # What stands in a reference is shown in the list of references, but is in none of the source.
            depth = self.open[-1][2] if self.open else 0
            references = "mw-references" in (attrs.get("class") or "").split()
            self.open.append((tag, not shown, 0 if references else depth + (tag in LISTS and not by_tag)))
            self.hidden += not shown

    def handle_endtag(self, tag):
        while self.open:
            name, hides, _ = self.open.pop()
            self.hidden -= hides
            if name == tag:
                return

    def element(self, tag, attrs):
        """Notes what an element is; false if what is in it came from a template."""
        if self.hidden:
            return True
        parsoid = json.loads(attrs.get("data-parsoid") or "{}")
        types = (attrs.get("typeof") or "").split()
        start, end, *widths = (parsoid.get("dsr") or [None, None]) + [None, None]
        if attrs.get("about") in self.abouts and "mw:Transclusion" not in types:
            return False
        if "mw:Transclusion" in types or "mw:Param" in types:
            self.abouts.add(attrs.get("about"))
            if start is not None:
                self.made.append((start, end))
                parts = json.loads(attrs.get("data-mw") or "{}").get("parts") or []
                self.swallowed += sum(len(part.encode()) for part in parts if isinstance(part, str))
            return False
        if start is None:
            return True
        self.note(tag, attrs, parsoid, types, start, end, widths)
        return True

    def note(self, tag, attrs, parsoid, types, start, end, widths):
        add = lambda feature, *key: self.found.append((feature, (start, *key)))
        rels, by_tag = (attrs.get("rel") or "").split(), parsoid.get("stx") == "html"
        kinds = {name.split("/")[0] for name in types}
        extension = next((name.split("/", 1)[1] for name in types if name.startswith("mw:Extension/")), None)
        if extension == "ref":
            about = json.loads(attrs.get("data-mw") or "{}")
            name = (about.get("attrs") or {}).get("name")
            add("references", " ".join(name.split()) if name else "")
            shown = (about.get("body") or {}).get("id")
            if shown is None or shown in self.shown:
                self.made.append((start + 1, end))
            self.shown.add(shown)
        elif extension:
            if start < end:
                add("extension tags", extension)
            if extension == "poem" or extension == "gallery" and b"<!--" in self.text[start:end]:
                # Parsoid changes the text of these before it reads it.
                self.made.append((start + 1, end))
        elif kinds & {"mw:File", "mw:Image", "mw:Video", "mw:Audio"}:
            add("files")
            self.hide_file((start + 1, end))
        elif tag == "figcaption" and self.file:
            outer, self.file = self.file, None
            self.made += [(outer[0], start), (end, outer[1])]
        elif "mw:Entity" in kinds:
            add("entities")
        elif "mw:LanguageVariant" in kinds:
            add("variants")
        elif "mw:Nowiki" in kinds:
            add("extension tags", "nowiki")
        elif tag in ("a", "link") and any(rel.startswith("mw:") for rel in rels):
            rel = next(rel for rel in rels if rel.startswith("mw:"))
            if parsoid.get("stx") == "magiclink":
                add("magic links", end)
            elif rel.startswith("mw:WikiLink") or rel == "mw:MediaLink":
                # What stands before the brackets and is shown with the link is not part of it in wikivet's tree.
                start += len((parsoid.get("prefix") or "").encode())
                self.found.append(("wikilinks", (start,)))
                if parsoid.get("tail"):
                    self.found.append(("link trails", (start, end)))
            elif rel == "mw:ExtLink":
                add("bare URLs", end) if parsoid.get("stx") == "url" else add("external links", end)
            elif rel in ("mw:PageProp/Category", "mw:PageProp/Language"):
                add("categories" if rel.endswith("Category") else "interlanguage links")
            elif rel == "mw:PageProp/redirect":
                add("redirects")
        elif tag == "meta" and (attrs.get("property") or "").startswith("mw:PageProp/"):
            if self.text[start:start + 2] == b"__":
                add("switches")
        elif by_tag:
            if not parsoid.get("autoInsertedStart"):
                add("tags", tag)
                if not parsoid.get("autoInsertedEnd"):
                    add("closed tags", tag)
        elif re.fullmatch("h[1-6]", tag):
            add("headings", int(tag[1]))
        elif tag in ITEMS:
            line = self.text.rfind(b"\n", 0, start) + 1
            self.items[line] = max(self.open[-1][2] if self.open else 0, self.items.get(line, 0))
        elif tag in ("table", "caption", "hr"):
            add({"table": "tables", "caption": "captions", "hr": "rules"}[tag])
        elif tag in ("td", "th"):
            add("cells", tag == "th", span(attrs.get("colspan")))
        elif tag in ("b", "i"):
            if widths and widths[0]:
                add({"b": "bold", "i": "italic"}[tag])
        elif tag == "pre":
            for line in lines(self.text, start, end):
                self.found.append(("preformatted", (line,)))

    def hide_file(self, file):
        """Of a file only the caption is shown as read, and only in a frame."""
        if self.file:
            self.made.append(self.file)
        self.file = file

    def result(self):
        self.hide_file(None)
        return self.found + [("list items", item) for item in self.items.items()]


def span(value):
    digits = re.match(r"\s*(\d+)", value or "")
    return int(digits[1]) if digits else 1


def lines(text, start, end):
    """The starts of the lines of a range."""
    yield start
    yield from (found.end() for found in re.compile(rb"\n").finditer(text, start, end) if found.end() < end)


class Node:
    """An element of the preprocessor's tree that is open."""

    def __init__(self, name, start):
        self.name, self.start = name, start
        self.names, self.parts, self.blank, self.text, self.nested, self.content = [], 0, True, "", False, False
        self.invalid = self.function = False


class Braces:
    """What the preprocessor's tree says, with places computed from the text that it stands for."""

    WIDTH = {"template": 2, "tplarg": 3, "part": 1, "ext": 1, "inner": 1}

    def __init__(self, tree):
        self.found, self.at, self.open = [], 0, [Node("", 0)]
        parser = xml.parsers.expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.data
        parser.Parse(tree.encode(), True)

    def start(self, name, attrs):
        outer = self.open[-1]
        node = Node(name, self.at)
        self.at += self.WIDTH.get(name, 0)
        if name == "part":
            outer.parts += 1
            node.start = self.at
        elif name == "name" and outer.name == "part":
            node.content = "index" in attrs
        elif name == "inner":
            outer.content = True
        outer.blank = outer.blank and name in ("title", "comment", "part")
        outer.nested = outer.nested or name != "comment"
        self.open.append(node)

    def end(self, name):
        node, outer = self.open.pop(), self.open[-1]
        if name in ("template", "tplarg"):
            self.at += self.WIDTH[name]
            # Braces without a name are a template only to the preprocessor.
            if not node.blank and not node.invalid:
                self.found.append(("templates" if name == "template" else "parameters", (node.start, node.parts)))
                self.found += [] if node.function else node.names
        elif name == "title":
            outer.blank = node.blank
            outer.invalid = not node.text.strip().startswith("#") and bool(re.search(r"[\[\]{}<>]", node.text))
            outer.function = node.text.strip().startswith("#")
        elif name == "name" and outer.name == "part" and not node.content and not node.nested:
            self.open[-2].names.append(("argument names", (node.start, " ".join(node.text.split()))))
        elif name == "ext" and not node.content:
            self.at += 2
        elif name == "comment":
            # One that has its line for itself is given with the white space around it.
            self.found.append(("comments", (node.start + len(node.text) - len(node.text.lstrip(" \t")),)))

    def data(self, text):
        node = self.open[-1]
        node.text += text
        node.blank = node.blank and not text.strip()
        self.at += len(text.encode())


def ours(text, wiki):
    command = [os.environ["WV_BIN"], "ast", "--input", "wikitext", "--format", "json", "--wiki", wiki, "-"]
    tree = json.loads(subprocess.run(command, input=text, capture_output=True, check=True).stdout)
    shown, preprocessed, items = [], [], {}
    stack = [(tree, False, False)]

    while stack:
        node, unread, referred = stack.pop()
        kind, start, end = node["kind"], node["start"], node["end"]
        add = lambda feature, *key: None if unread else shown.append((feature, (start, *key)))
        children = node.get("children") or []
        if kind in ("template", "parser-function"):
            arguments = [child for child in children if child["kind"] == "argument"]
            colon = kind == "parser-function" and arguments and text[arguments[0]["start"]:][:1] == b":"
            preprocessed.append(("templates", (start, len(arguments) - bool(colon))))
            for argument in arguments if kind == "template" else []:
                name = argument["name"]
                if name is not None and "{{" not in name and "<" not in name:
                    preprocessed.append(("argument names", (argument["start"] + 1, " ".join(name.split()))))
        elif kind == "parameter":
            preprocessed.append(("parameters", (start, sum(child["kind"] == "argument" for child in children))))
        elif kind == "comment":
            preprocessed.append(("comments", (start,)))
        elif kind == "heading":
            add("headings", node["level"])
        elif kind == "wikilink":
            add("wikilinks")
            trail = text[start:end].rpartition(b"]]")[2]
            if trail:
                add("link trails", end)
        elif kind in ("category", "interlanguage", "file", "redirect"):
            feature = {"category": "categories", "interlanguage": "interlanguage links", "file": "files", "redirect": "redirects"}
            add(feature[kind])
        elif kind == "external-link":
            add("external links", end)
        elif kind == "bare-url":
            add("bare URLs", end)
        elif kind == "magic-link":
            add("magic links", end)
        elif kind == "entity":
            add("entities")
        elif kind == "behaviour-switch":
            add("switches")
        elif kind == "language-variant":
            add("variants")
        elif kind == "reference":
            add("references", " ".join((node.get("name") or "").split()))
        elif kind == "tag":
            name = node["name"].lower()
            if name in EXTENSIONS:
                # Parsoid says of a nowiki in a reference not where it stands.
                if not (referred and name == "nowiki"):
                    add("extension tags", name)
            elif name not in INCLUSION:
                add("tags", name)
                last = children[-1]
                closes = text[last["start"]:last["start"] + 2] == b"</"
                if last["kind"] == "mark" and (closes or len(children) < 3 or node["self_closing"]):
                    add("closed tags", name)
        elif kind == "unclosed":
            name = re.match(rb"<([a-zA-Z0-9]+)", text[start:end])
            if name and name[1].decode().lower() not in EXTENSIONS | {"ref"} | INCLUSION:
                add("tags", name[1].decode().lower())
        elif kind == "list-item":
            line = text.rfind(b"\n", 0, start) + 1
            if not unread:
                items[line] = max(len(node["marker"]), items.get(line, 0))
        elif kind in ("table", "caption"):
            add(kind + "s")
        elif kind == "cell":
            attributes = next((text[c["start"]:c["end"]] for c in children if c["kind"] == "attributes"), b"")
            colspan = re.search(rb"(?i)\bcolspan\s*=\s*[\"']?([^\"'>]*)", attributes)
            add("cells", node["header"], span(colspan[1].decode(errors="replace")) if colspan else 1)
        elif kind in ("bold", "italic"):
            if children and children[0]["kind"] == "mark":
                add(kind)
        elif kind == "preformatted":
            add("preformatted")
        elif kind == "rule":
            add("rules")
        inside = unread or kind in UNREAD
        stack.extend((child, inside, referred or kind == "reference") for child in reversed(children))
    return shown + [("list items", item) for item in items.items()], preprocessed


INCLUSION = {"includeonly", "noinclude", "onlyinclude"}
EXTENSIONS = {
    "categorytree", "ce", "charinsert", "chem", "gallery", "graph", "hiero", "imagemap", "indicator", "inputbox", "mapframe",
    "maplink", "math", "nowiki", "phonos", "poem", "pre", "references", "score", "section", "source", "syntaxhighlight",
    "templatedata", "templatestyles", "timeline", "langconvert",
}


def outside(things, ranges):
    """The things that start in none of the ranges."""
    starts = [start for start, _ in ranges]
    reach, ends = 0, []
    for _, end in ranges:
        reach = max(reach, end)
        ends.append(reach)

    def is_outside(at):
        index = bisect.bisect_right(starts, at) - 1
        return index < 0 or at >= ends[index]

    return [thing for thing in things if is_outside(thing[1][0])]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("list")
    arguments.add_argument("--wiki", default="auto")
    arguments.add_argument("--show")
    arguments.add_argument("--most", type=int, default=40)
    options = arguments.parse_args()
    totals, shown = collections.defaultdict(collections.Counter), 0
    for line in open(options.list, encoding="utf-8"):
        source, rendered = line.rstrip("\n").split("\t")
        if not os.path.exists(rendered):
            continue
        text = open(source, "rb").read().replace(b"\r\n", b"\n")
        theirs = json.load(open(rendered, encoding="utf-8"))
        mine, my_braces = ours(text, options.wiki)
        pairs = []
        if theirs["html"]:
            page = Html(text)
            page.feed(theirs["html"])
            made = sorted(page.made)
            pairs.append((outside(mine, made), outside(page.result(), made)))
            totals["(bytes swallowed)"]["mediawiki"] += page.swallowed
        braces = Braces(theirs["tree"])
        if braces.at != len(text):
            sys.exit(f"{source}: the preprocessor's tree has {braces.at} bytes, not {len(text)}")
        pairs.append((my_braces, braces.found))
        for a, b in pairs:
            a, b = collections.Counter(a), collections.Counter(b)
            for (feature, _), count in (a & b).items():
                totals[feature]["both"] += count
            for who, rest in (("wikivet", a - b), ("mediawiki", b - a)):
                for (feature, key), count in sorted(rest.items(), key=lambda item: item[0][1][0]):
                    totals[feature][who] += count
                    if feature == options.show and shown < options.most:
                        shown += 1
                        around = text[max(0, key[0] - 40):key[0]].decode(errors="replace") + "⟦" + text[key[0]:key[0] + 90].decode(errors="replace")
                        print(f"{who} {os.path.basename(source)} {key} {around!r}")
    for feature, count in sorted(totals.items()):
        both, a, b = count["both"], count["wikivet"], count["mediawiki"]
        f1 = 2 * both / (2 * both + a + b) if both + a + b else 1
        print(f"{feature:22} {100 * f1:7.3f} %  both {both}, only wikivet {a}, only MediaWiki {b}")


if __name__ == "__main__":
    main()
