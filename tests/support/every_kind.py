"""A page that has every kind of block: what a theme could spoil, what a reader could stumble on."""

from __future__ import annotations

import json
import re
from typing import Any

POEM = "Ổ bánh mì, nghệ thuật: Ễnh ương kêu ồm ộp giữa đồng – thửa ruộng ướt đẫm NƯỚC LŨ."
WORDS = re.findall(r"\s*\S+", POEM)
TOKENS = ["<s>", "Hà", " Nội", " là", " thủ", " đô", " của", " Việt", " Nam", "."]
N = len(TOKENS)
CAUSAL = [
    [(row * 7 + at * 3) % 10 / 10 if at <= row else None for at in range(N)] for row in range(N)
]
LAYERS = {f"tầng {row}": [(row * 5 + at * 7) % 31 for at in range(N)] for row in range(6)}
LABELS = {name: [f"nghĩa{at}" for at in range(N)] for name in LAYERS}
LONG = [f" từ{at}" for at in range(50)]
HEADS = {"đầu 1": [*range(N)], "đầu 2": [*range(N, 0, -1)], "đầu 3": [0, 9] * (N // 2)}
BYTES = ["T", "Ã´", "i", "ĠviÃªt", "Ġch", "á»", "¯", "ĠviÃªt"]
SQUARE = [[(row * 5 + at * 3) % 8 for at in range(8)] for row in range(8)]
CMAPS = ("Reds", "RdBu_r", "viridis", "jet")
HARD = [" <b>", "&amp;", " tab\there", " new\nline", "   ", "", " 日本", "語", " e\u0301"]
HARD += ["\u200b", "\u202e", "👩‍👩‍👧", "\x07", " x"]
ARABIC = "اللغة العربية تكتب من اليمين إلى اليسار، 12 كلمة."
HEBREW = ["שלום", " עולם", " abc", " של", " 34", " מילים", "!"]
FAR = "text" * 40


def block(header: str, **content: Any) -> str:  # whatever JSON takes
    return f"```heatmap lang=vi {header}\n{json.dumps(content, ensure_ascii=False)}\n```\n"


def ramp(count: int) -> list[float]:
    return [float(place) for place in range(count)]


def ladder(cmap: str) -> str:
    """Every level of a palette, in words of one to four letters."""
    words = [f" {'abcd'[: at % 4 + 1]}" for at in range(31)]
    return block(f'cmap={cmap} title="Bảng màu {cmap}" table=false', tokens=words, scores=ramp(31))


TEXTS = [
    f"""```heatmap title="Độ dài từ" id=length lang=vi measure="độ dài" unit="chữ cái"
text: '{POEM}'
score: length
```""",
    *map(ladder, CMAPS),
    block(
        'scale=[0,1] measure="log P" unit=nat title="Thiếu và vượt thang"',
        tokens=["chưa biết", ", quá thấp", ", quá cao", ", vừa"],
        scores=[None, -5, 7, 0.5],
    ),
    block(
        'title="Nhiều dãy" transform=abs clip=5 special=exclude',
        tokens=TOKENS,
        scores={"tầng 1": [*range(N)], "tầng 2": [*range(-5, N - 5)]},
    ),
    block('title="Ký tự khó <b>"', tokens=HARD, scores=ramp(len(HARD))),
    block(
        "scheme=bytebpe title=Byte",
        tokens=["Vi", "á»", "ĩ", "t", "ĠNam", "ðŁ", "Ĵ", "©"],
        scores=ramp(8),
    ),
    block(f'title="{FAR}" measure={FAR}', tokens=[FAR, f" {FAR}"], scores=[1, 2]),
    block('title="Chữ Ả Rập"', text=ARABIC, score="length"),
    block('title="Chữ Do Thái" cmap=viridis', tokens=HEBREW, scores=ramp(len(HEBREW))),
]
VIEWS = [
    block(
        'view=bars title="Thanh" scale=[0,8] special=exclude',
        tokens=TOKENS,
        scores=[None, *range(1, N)],
    ),
    block("view=bars scale=zero", tokens=TOKENS, scores={"a": [*range(-5, 5)], "b": [2] * N}),
    block('view=grid title="Chú ý"', tokens=TOKENS, scores=CAUSAL),
    block('view=grid title="Ống kính"', tokens=TOKENS, scores=LAYERS, labels=LABELS),
    block(
        'view=grid title="Dày" cmap=viridis table=true',
        tokens=LONG,
        scores=[[(row * at) % 31 for at in range(50)] for row in range(6)],
    ),
    block("series=tabs title=Thẻ scheme=text", tokens=TOKENS, scores=HEADS),
    block("series=tabs view=bars title=Thẻ", tokens=TOKENS, scores=HEADS),
    block(
        'title="Hai văn bản" measure=attention',
        tokens=TOKENS[2:],
        row_tokens=["<s>", "▁Le", "▁<b>", "▁chat", "."],
        scores=SQUARE[:5],
    ),
    block("series=pick title=Chọn measure=attention", tokens=TOKENS, scores=CAUSAL),
    block("series=pick title=Chọn pick=2 control=shuffle", tokens=BYTES, scores=SQUARE),
]
HONEST = [
    block(
        'scale=[-10,10] model="Một mô hình" sample="random of 500" title="Sai số"',
        tokens=["thấp", " vừa", " cao", " hơn", " rõ"],
        scores=[-3, 0.5, 4, 6, 9],
        err=[2, 2, 2, 2.5, 0.1],
    ),
    *(
        block(f"view={view} noise=4 title=Nhiễu", tokens=TOKENS, scores=[*range(N)])
        for view in ("bars", "grid")
    ),
    block("control=shuffle title=Đối", tokens=WORDS, scores=ramp(len(WORDS))),
    block("lineup=4 table=on title=Hàng", tokens=WORDS, scores=ramp(len(WORDS))),
    block("share=chung measure=x title=Chung", tokens=["a", " b"], scores=[1, 2]),
    block("share=chung measure=x", tokens=["a", " b"], scores=[1, 9]),
    block("title=Bằng", tokens=["a", " b"], scores=[1, 1]),
    block("title=Không", tokens=["a", " b"], scores=[None, None]),
]
IMAGES = [
    block('output=png dark=both title="Ảnh"', tokens=WORDS, scores=ramp(len(WORDS))),
    block('output=svg title="Ảnh"', tokens=TOKENS, scores=HEADS),
    block("output=png lineup=3 table=on", tokens=WORDS, scores=ramp(len(WORDS))),
]
ERRORS = ["```heatmap scale=minmux\na 1\n```", f"```heatmap\na {FAR}\n```"]
IN_OTHERS = [
    "- mục\n\n    ```heatmap title=Mục\n    a 1\n    b 2\n    ```\n",
    "> ```heatmap title=Trích\n> a 1\n> b 2\n> ```\n",
]


KINDS = [
    block("title=Mảnh", tokens=BYTES, ids=[51, 27083, 72, 31145, 442, 19710, 107, 31145]),
    block(
        "title=So",
        compare={"GPT-2": BYTES, "Llama": ["<s>", "▁Tôi", "▁vi", "êt", "▁ch", "ữ", "▁viêt"]},
    ),
    block("title=Lớp", tokens=WORDS, classes=[f"L{at % 9}" for at in range(len(WORDS))]),
    block(
        "title=Cùng measure=x",
        tokens=TOKENS,
        scores=[*range(N)],
        classes={"2..3": "LOC", "8..9": "Quốc gia"},
        mark={3: "bị che"},
    ),
]


GUESSED = [[], *([[f"khác{at}", -0.5], [TOKENS[at], -1.2], ["<b>", -3]] for at in range(1, N))]
TOLD = [
    block(
        'title="Nhiều văn bản" measure=x sort=max context=3',
        texts=[
            {
                "tokens": TOKENS,
                "scores": [(at * step) % 7 for at in range(N)],
                "name": f"câu {step}",
            }
            | {"group": group}
            for group, step in (("top 2 of 500", 3), ("top 2 of 500", 5), ("random 1 of 500", 2))
        ],
    ),
    block("title=Hiệu minus=b measure=x", tokens=TOKENS, scores={"a": [*range(N)], "b": [4] * N}),
    block(
        "view=grid title=Đầu axes=tầng,đầu",
        columns=["H0", "H1"],
        scores={f"tầng {row}": [row, 3 - row] for row in range(4)},
    ),
    block("title=Bậc steps=[2,5] measure=hạng", tokens=TOKENS, scores=[*range(1, N + 1)]),
    block("title=Dưới values=below measure=x", tokens=TOKENS, scores=[*range(N)]),
    block('title=Riêng special="<s>" measure=x', tokens=TOKENS, scores=[*range(N)]),
    block(
        'title="Dự đoán" view=guesses measure="log P" unit=nat stats="mean,perplexity,top1"',
        tokens=TOKENS,
        scores=[None, *([-1.2] * (N - 1))],
        alternatives=GUESSED,
        entropy=[None, *([1.5] * (N - 1))],
    ),
    block("title=Tóm stats=mean,max measure=x", tokens=TOKENS, scores=HEADS),
]


def page(*parts: list[str]) -> str:
    """Put blocks into a page whose other words are for comparison."""
    before = "# Bản đồ nhiệt\n\nMột đoạn văn trước, để so sánh phông chữ và khoảng cách dòng."
    return "\n\n".join([before, *(one for part in parts for one in part), "Một đoạn văn sau.\n"])


SAMPLE = page(TEXTS, VIEWS, HONEST, IMAGES, ERRORS, IN_OTHERS, KINDS, TOLD)
