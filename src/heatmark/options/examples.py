"""An example of each option and each key of content, for the reference: blocks, or YAML of a site.

The scores are measured where they have a model: surprisals of SmolLM2-135M-Instruct,
effects on MiniLM.
"""

from __future__ import annotations

from heatmark.core.wording import say

_CAPITAL = """The      5.1
capital  8.1
of       0.2
France   3.1
is       0.2
Paris    0.2"""
_SURPRISAL = "measure=surprisal unit=nat"
_LAYERS = """tokens: ["The", " early", " bird"]
scores: {layer 1: [0.1, 0.9, 0.4], layer 2: [0.6, 0.2, 0.8]}"""
_MAP = """tokens: ["Hà", " Nội", " là"]
scores:
- [1, null, null]
- [0.3, 0.7, null]
- [0.2, 0.3, 0.5]"""
_SIGNED = """Hà     0.8
Nội   -0.3
đẹp    1.4
lắm   -1.1"""
_PIECES = """tokens: [mo, hi, "##nh", đ, "##ang"]
scores: [0.0401, 0.0399, 0.0376, 0.0058, 0.0141]"""
_ERRORS = f"""{_PIECES}
err: [0.0054, 0.0054, 0.0046, 0.003, 0.0058]"""
_RUNS = """tokens: [hôm, " nay", " trời", " đẹp"]
runs:
- [0.9, 0.2, 0.5, 1.1]
- [1.0, 0.1, 0.4, 1.3]
- [0.8, 0.3, 0.6, 1.2]
- [1.1, 0.2, 0.4, 1.0]
- [0.9, 0.1, 0.5, 1.2]
- [1.0, 0.3, 0.6, 1.1]
- [0.9, 0.2, 0.5, 1.3]
- [1.1, 0.1, 0.4, 1.2]"""
_SPECIAL = """tokens: ["<s>", "Hà", " Nội", " đẹp"]
scores: [9, 2.1, 0.3, 4.2]"""
_NAMES = """tokens: ["Nguyễn", " Du", " ở", " Thăng", " Long"]"""
_TEXTS = """texts:
- {tokens: [Paris, " is", " big"], scores: [0.9, 0.1, 0.3], name: "12", group: random 2 of 500}
- {tokens: [I, " saw", " Rome", " today"], scores: [0, 0.1, 1.2, 0.2], name: "48"}"""
_SEEDS = """tokens: ["Hà", " Nội", " là", " thủ", " đô"]
scores:
  seed 1: [3.1, 0.4, 1.2, 2.6, 0.1]
  seed 2: [2.9, 0.6, 1.0, 2.2, 0.3]
  seed 3: [3.4, 0.2, 1.5, 2.9, 0.2]"""
_SENTENCE = """Hôm    4.2
nay    0.6
trời   1.9
đẹp    2.8
quá    1.1
,      0.9
mình   3.5
đi     1.4
chơi   0.8
nhé    2.2"""


def _block(header: str, body: str = _CAPITAL) -> str:
    return f"```heatmap {header}".rstrip() + f"\n{body}\n```"


_SHOWN = {
    say("What a block shows"): {
        "tokens": _block("", '{tokens: ["Xin", " chào", "!"], scores: [0.1, 0.7, 0.2]}'),
        "scores": _block("", _LAYERS),
        "text": _block("", "text: Xin chào các bạn!\nscores: [3, 4, 3, 3]"),
        "score": _block("", "text: Xin chào các bạn!\nscore: length"),
        "names": _block("", f"{_MAP}\nnames: [Hà, Nội, là]"),
        "ids": _block("", 'tokens: ["T", "Ã´", "i"]\nids: [51, 27083, 72]'),
        "classes": _block("", f'{_NAMES}\nclasses: {{"1..2": PER, "4..5": LOC}}'),
        "compare": _block(
            "",
            'compare:\n  GPT-2: ["ch", "á»", "¯", "Ġvi", "áº", "¿", "t"]\n'
            '  Llama: ["▁chữ", "▁viết"]',
        ),
        "columns": _block("", "columns: [H0, H1, H2]\nscores: {L0: [1, 2, 3], L1: [4, 1, 0]}"),
        "row_tokens": _block(
            "measure=attention axes=[French,English]",
            'tokens: [The, " cat"]\nrow_tokens: [Le, " chat"]\nscores: [[0.9, 0.1], [0.2, 0.8]]',
        ),
        "texts": _block("measure=activation", _TEXTS),
        "specials": _block("", 'tokens: ["@@", Hà, " Nội"]\nscores: [9, 2, 0.3]\nspecials: [1]'),
        "alternatives": _block(
            'measure="log P"',
            'tokens: ["Hà", " Nội"]\nscores: [-3, -0.2]\n'
            'alternatives: [[["Tôi", -1.2]], [[" Nam", -2.1]]]',
        ),
        "ranks": _block(
            'view=guesses measure="log P"',
            'tokens: ["Hà", " Nội"]\nscores: [-3, -0.2]\nranks: [4, 1]',
        ),
        "entropy": _block(
            'view=guesses measure="log P" unit=nat',
            'tokens: ["Hà", " Nội"]\nscores: [-3, -0.2]\nentropy: [2.1, 0.6]',
        ),
        "err": _block('measure="drop of cosine"', _ERRORS),
        "runs": _block("measure=effect against=0", _RUNS),
        "labels": _block("view=grid", f"{_LAYERS}\nlabels: [[a, b, c], [d, e, null]]"),
        "src": _block("", "src: data/words.csv"),
    },
    say("How scores become colours"): {
        "measure": _block(_SURPRISAL),
        "unit": _block(_SURPRISAL),
        "given": _block('given="surprisal, nat" measure=surprisal unit=bit'),
        "scale": _block(f"{_SURPRISAL} scale=[0,10]"),
        "center": _block("center=0.5", _SIGNED),
        "transform": _block("transform=abs", _SIGNED),
        "clip": _block(f"{_SURPRISAL} clip=20"),
        "steps": _block("measure=rank steps=[10,100]", "Hà 1\nNội 3\nđẹp 48\nlắm 912"),
        "cmap": _block(f"{_SURPRISAL} cmap=heatmark_blue"),
        "digits": _block(f"{_SURPRISAL} digits=2"),
        "stats": _block(f"{_SURPRISAL} stats=[mean,perplexity]"),
        "share": _block(f"{_SURPRISAL} share=a silence=lonely-share"),
        "share_title": _block(
            f'{_SURPRISAL} share=a share_title="all of this lesson" silence=lonely-share'
        ),
    },
    say("What is drawn"): {
        "view": _block(f"{_SURPRISAL} view=bars"),
        "axes": _block("view=grid axes=[from,to]", _MAP),
        "bars": _block(f"{_SURPRISAL} view=bars bars=cut scale=[0.1,9] silence=cut-axis"),
        "series": _block("series=tabs", _LAYERS),
        "pick": _block(
            "series=pick pick=sat measure=attention",
            'tokens: [The, " cat", " sat"]\nscores: [[1, 0, 0], [0.6, 0.4, 0], [0.1, 0.7, 0.2]]',
        ),
        "order": _block("view=grid order=reversed", _LAYERS),
        "minus": _block('measure=activation minus="layer 1"', _LAYERS),
        "sort": _block("measure=activation sort=max", _TEXTS),
        "context": _block("measure=activation context=1", _TEXTS),
        "values": _block(f"{_SURPRISAL} values=below"),
        "below": _block("values=below below=id", _SPECIAL + "\nids: [1, 14, 88, 7]"),
    },
    say("Tokens"): {
        "join": _block("join=none", '"Hà"    2\n" Nội"  0.3'),
        "scheme": _block("scheme=wordpiece", _PIECES),
        "special": _block("special=hide", _SPECIAL),
        "mark": _block(_SURPRISAL, f"mark: {{6: predicted}}\n---\n{_CAPITAL}"),
        "merge": _block("merge=sum", _PIECES),
    },
    say("Data files"): {
        "field": _block("", "src: data/words.csv\nfield: entropy"),
        "rows": _block("", "src: data/words.csv\nrows: 2..4"),
        "token_axis": _block("", "src: data/square.json\ntoken_axis: last"),
    },
    say("Reading honestly"): {
        "control": _block(f"{_SURPRISAL} control=shuffle", _SENTENCE),
        "shuffle": _block(f"{_SURPRISAL} control=shuffle shuffle=rotate", _SENTENCE),
        "lineup": _block("lineup=4", _SENTENCE),
        "lineup_alpha": _block("lineup=4 lineup_alpha=inf", _SENTENCE),
        "lineup_class": _block("lineup=4 lineup_class=30", _SENTENCE),
        "lineup_versions": _block("lineup=3 lineup_versions=2", _SENTENCE),
        "decoys": _block("", f"{_SEEDS}\ndecoys: [seed 2, seed 3]"),
        "rorschach": _block("rorschach=3", _SENTENCE),
        "noise": _block("noise=0.3 scale=zero", _SIGNED),
        "repeats": _block('measure="drop of cosine"', f"{_ERRORS}\nrepeats: 12"),
        "against": _block('measure="drop of cosine" against=0', _ERRORS),
        "model": _block(f"{_SURPRISAL} model=SmolLM2-135M-Instruct"),
        "sample": _block(f'{_SURPRISAL} sample="random of 500"'),
        "silence": _block("cmap=jet silence=rainbow-colormap"),
    },
    say("The figure and its words"): {
        "title": _block(f'{_SURPRISAL} title="The capital of France"'),
        "id": _block(f"{_SURPRISAL} id=capital"),
        "css_classes": _block(f"{_SURPRISAL} .wide"),
        "alt": _block(f'{_SURPRISAL} output=svg alt="capital is what surprises most"'),
        "lang": _block(f"{_SURPRISAL} lang=vi"),
        "legend": _block(f"{_SURPRISAL} legend=full"),
        "hover": _block(f"{_SURPRISAL} hover=false"),
        "table": _block(f"{_SURPRISAL} table=false"),
        "print_table": _block(f"{_SURPRISAL} print_table=true"),
    },
    say("Images"): {
        "output": _block(f"{_SURPRISAL} output=svg"),
        "width": _block(f"{_SURPRISAL} output=svg width=30"),
        "fontsize": _block(f"{_SURPRISAL} output=svg fontsize=16"),
        "dpi": _block(f"{_SURPRISAL} output=png dpi=96"),
        "font": "font: /fonts/JetBrainsMono-Regular.ttf",
        "dark": _block(f"{_SURPRISAL} output=svg dark=both"),
        "letters": _block(f"{_SURPRISAL} output=svg letters=text"),
    },
    say("What only a site sets"): {
        "scales": "scales: {logp: [-12, 0]}",
        "dark_selector": "dark_selector: .night",
        "notices": "notices: info",
        "log_lang": "log_lang: vi",
        "measure_notice": "measure_notice: warning",
        "root": "root: docs",
        "folders": "folders: [../measurements]",
        "cache_days": "cache_days: 90",
        "max_tokens": "max_tokens: 50000",
        "max_bytes": "max_bytes: 5000000",
    },
}
GROUPS = {title: tuple(examples) for title, examples in _SHOWN.items()}
"""The names of options and keys of content by the heading that they stand under."""
EXAMPLES = {name: example for examples in _SHOWN.values() for name, example in examples.items()}
"""A block as it is written, or a line of YAML of the site, by name."""
