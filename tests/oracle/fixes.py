"""Compares the pages that readers get before and after wikivet's fixes (see README.md).

    WV_BIN=<wikivet> fixes.py [--suggested] [--wiki NAME] [--show RULE] WORK_FOLDER ARTICLE...

Each rule's fixes are made alone, so that what differs is known to be theirs, and then all of them together.
Prints for each rule how many fixes it made in how many articles, and in how many of these the HTML and the text that is
read are the same before and after; with --show also what differs. WORK_FOLDER is made and kept.
Environment: MW_INSTALL_PATH, MW_CONFIG_FILE, and what settings.php asks for.
"""
import argparse, html, json, os, pathlib, re, subprocess, tomllib, unicodedata

HERE = pathlib.Path(__file__).parent
TEMPLATES = HERE.parent.parent / "rules" / "data" / "templates"
ALL = "all together"


def template_body():
    """The wikitext of every template: each argument that is given, under the first of its names."""
    names = {str(number): str(number) for number in range(1, 21)}
    for file in sorted(TEMPLATES.glob("*.toml")):
        schema = tomllib.loads(file.read_text())
        for param in schema.get("params", []):
            for name in [param["name"], *param.get("aliases", [])]:
                names.setdefault(name, param["name"])
        for group in schema.get("text", []):
            for name in group if isinstance(group, list) else [group]:
                names.setdefault(name, name)
    shown = (f"{{{{#if:{{{{{{{name}|}}}}}}|<span>{first}: {{{{{{{name}|}}}}}}</span> }}}}" for name, first in names.items() if name != "#")
    return "".join(sorted(shown, key=lambda part: re.search(r"<span>([^:]*)", part)[1]))


def wikivet(*arguments):
    run = subprocess.run([os.environ["WV_BIN"], *arguments], capture_output=True, text=True)
    if run.returncode > 1:
        raise SystemExit(f"wikivet {' '.join(arguments)}\n{run.stderr}")
    return run.stdout


def render(work, pages):
    """Has MediaWiki render wikitext files beside themselves."""
    listing = work / "list"
    listing.write_text("".join(f"{page}\t{page.with_suffix('.html')}\n" for page in pages))
    body = work / "template"
    body.write_text(template_body())
    subprocess.run(["php", HERE / "page.php", listing], check=True, env={**os.environ, "TEMPLATE_BODY": str(body)})


def pieces(page):
    """The HTML, a tag or a run of text a piece. Numbers that MediaWiki counts up over a process say nothing."""
    page = re.sub(r"<!--.*?-->", "", page, flags=re.S)
    return [piece for piece in re.split(r"(<[^>]*>)", page) if piece]


def read(page):
    """The text that a reader sees: one space for each run of white space, no characters that nobody sees."""
    shown = html.unescape(re.sub(r"<[^>]*>", "", "".join(pieces(page))))
    return " ".join("".join(sign for sign in shown if unicodedata.category(sign) != "Cf").split())


def differences(work, before, after):
    """What differs between two pages, by `diff`, which is quick on long ones."""
    for name, page in ("before", before), ("after", after):
        (work / name).write_text("".join(piece.replace("\n", "\u2424") + "\n" for piece in pieces(page)))
    command = ["diff", "--unchanged-group-format=", "--changed-group-format=%<\t%>\x1e", work / "before", work / "after"]
    for hunk in subprocess.run(command, capture_output=True, text=True).stdout.split("\x1e")[:-1]:
        yield tuple(side.replace("\n", "").replace("\u2424", "\n")[:300] for side in hunk.split("\t", 1))


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--suggested", action="store_true")
    arguments.add_argument("--wiki", default="auto")
    arguments.add_argument("--show")
    arguments.add_argument("work", type=pathlib.Path)
    arguments.add_argument("articles", nargs="+", type=pathlib.Path)
    given = arguments.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    fix = ["--fix", *(["--suggested"] if given.suggested else []), "--wiki", given.wiki, "--fail-on", "never"]
    rules = [rule["name"] for rule in json.loads(wikivet("rules", "--format", "json")) if rule["fix"] in ("safe", "suggested")]
    fixes, made, befores = {}, {}, {}
    for number, article in enumerate(given.articles):
        text = article.read_bytes().replace(b"\r\n", b"\n")
        befores[number] = given.work / f"{number}.wiki"
        befores[number].write_bytes(text)
        for rule in [ALL, *rules]:
            after = given.work / f"{number}.{rule.replace(' ', '-')}.wiki"
            after.write_bytes(text)
            select = [] if rule == ALL else ["--select", rule]
            summary = json.loads(wikivet("lint", *fix, *select, "--format", "json", str(after)))["summary"]
            if after.read_bytes() != text:
                fixes[rule] = fixes.get(rule, 0) + summary["fixed"]
                made.setdefault(rule, []).append((number, after))
            else:
                after.unlink()
    render(given.work, [*befores.values(), *(after for pages in made.values() for _, after in pages)])
    print("| rule | fixes | articles | same HTML | same text |\n|---|---|---|---|---|")
    for rule in sorted(made):
        same_html = same_text = 0
        for number, after in made[rule]:
            before_page = befores[number].with_suffix(".html").read_text()
            after_page = after.with_suffix(".html").read_text()
            changes = list(differences(given.work, before_page, after_page))
            same_html += not changes
            # The last line is what stands beside the page: categories and the like.
            same_text += read(before_page.rsplit("\n", 1)[0]) == read(after_page.rsplit("\n", 1)[0])
            if given.show == rule:
                for before, now in changes:
                    print(f"{given.articles[number].name}\n  - {before}\n  + {now}")
        print(f"| {rule} | {fixes[rule]} | {len(made[rule])} | {same_html} | {same_text} |")


if __name__ == "__main__":
    main()
