"""What finding damaged text costs, against ftfy, in one run and in CPU time.

    cargo build --release --example mojibake
    python3 -m venv target/ftfy && target/ftfy/bin/pip install ftfy
    target/ftfy/bin/python benches/against_ftfy.py target/release/examples/mojibake FILE...

Both look at the same texts, which are read before the clock starts. ftfy is asked to repair encodings alone.
"""

import subprocess
import sys
import time

import ftfy

program, *paths = sys.argv[1:]
out = subprocess.run([program, *paths], capture_output=True, text=True, check=True).stdout.splitlines()
*damages, measured = out
size, seconds = int(measured.split()[0]), float(measured.split()[-2])

texts = [open(path, encoding="utf-8", newline="").read() for path in paths]
options = ftfy.TextFixerConfig(unescape_html=False)
changed = []
start = time.process_time()
for path, text in zip(paths, texts):
    for line in text.splitlines(keepends=True):
        if ftfy.fix_encoding(line, config=options) != line:
            changed.append((path, line.strip()))
theirs = time.process_time() - start

print(f"{size / 1e6:.1f} MB")
print(f"wikivet {seconds:.3f} s, {size / seconds / 1e6:.1f} MB/s, {len(damages)} places")
print(f"ftfy {ftfy.__version__} {theirs:.3f} s, {size / theirs / 1e6:.1f} MB/s, {len(changed)} lines changed")
print(f"{theirs / seconds:.0f} times as fast")
for path, line in changed:
    print(f"ftfy changes {path}: {line[:100]}", file=sys.stderr)
