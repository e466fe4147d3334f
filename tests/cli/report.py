"""Holds the minutes against what each form must be, by parsers that are not ours."""
import re
import sys
import unicodedata
import xml.etree.ElementTree as tree
from html.parser import HTMLParser

HOSTILE = ("<script>alert(1)</script>&amp;\"'</style></svg></td>]]><!-- | `x` *b* _i_ ~s~ "
           "[l](javascript:alert(1)) ![p](http://x.example/p.png) ${7*7} \\ # å")
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "br"}


class Reader(HTMLParser):
    """What a browser's tokenizer sees: tags, balanced, and the words between."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID or "svg" in self.open, f"<{tag}/> means <{tag}> in HTML"
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def page(path, language, hostile):
    text = open(path, encoding="utf-8").read()
    assert text.startswith("<!DOCTYPE html>\n")
    reader = Reader()
    reader.feed(text[len("<!DOCTYPE html>\n"):])
    reader.close()
    assert reader.open == [], reader.open
    root = tree.fromstring(text)
    assert root.get("lang") == language, root.get("lang")
    allowed = set("html head meta title style body header nav main section h1 h2 h3 p br ul li a dl "
                  "div dt dd blockquote table caption thead tbody tr th td span figure figcaption svg "
                  "desc rect polyline circle polygon text".split())
    for tag, attributes in reader.tags:
        assert tag in allowed, tag
        for name, value in attributes.items():
            assert not name.startswith("on") and name not in ("src", "srcset"), name
            assert name != "href" or value.startswith("#"), value
    style = root.find(f"{XHTML}head/{XHTML}style").text
    assert "url(" not in style and "@import" not in style
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for element in root.iter():
        for name in (element.get("aria-labelledby") or "").split():
            assert name in ids, name
        link = element.get("href")
        assert link is None or link[1:] in ids, link
    levels = [int(e.tag[-1]) for e in root.iter() if re.fullmatch(f"{XHTML}h[1-6]", str(e.tag))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:])), levels
    for table in root.iter(f"{XHTML}table"):
        columns = len(table.findall(f"{XHTML}thead/{XHTML}tr/{XHTML}th"))
        assert table.find(f"{XHTML}caption") is not None
        assert all(h.get("scope") for h in table.iter(f"{XHTML}th"))
        for row in table.findall(f"{XHTML}tbody/{XHTML}tr"):
            assert len(row) == columns, "a row is not as wide as its table"
    for svg in root.iter(f"{SVG}svg"):
        assert svg.get("role") == "img" and svg[0].tag == f"{SVG}title" and svg[1].tag == f"{SVG}desc"
        assert svg[0].text and svg[1].text
    if hostile:
        words = "".join(reader.words)
        assert words.count(HOSTILE) >= 14, words.count(HOSTILE)


def markdown(path):
    """Nothing that a person wrote is markup: HTML is only <br>, and rows have their cells."""
    columns = None
    for line in open(path, encoding="utf-8"):
        assert re.sub("<br>", "", line).count("<") == 0, line
        bare = re.sub(r"\\.", "", line)
        assert "](" not in bare and "`x" not in bare, line
        if not line.startswith("|"):
            columns = None
            continue
        cells = bare.count("|")
        assert columns in (None, cells), line
        columns = cells
    text = open(path, encoding="utf-8").read()
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;") >= 12


def text(path):
    wide = {"W": 2, "F": 2}
    for line in open(path, encoding="utf-8"):
        columns = sum(wide.get(unicodedata.east_asian_width(c), 1) for c in line.rstrip("\n"))
        assert columns <= 80, (columns, line)
        assert line.rstrip("\n") == line.rstrip("\n").rstrip(" "), "spaces at the end"


command, *rest = sys.argv[1:]
if command == "hostile":
    print(HOSTILE, end="")
elif command == "page":
    page(rest[0], rest[1], rest[2:] == ["hostile"])
else:
    {"markdown": markdown, "text": text}[command](rest[0])
