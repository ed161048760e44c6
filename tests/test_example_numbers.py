"""The numbers in the course's text: each with decimals follows from data or a worked example."""

from __future__ import annotations

import json
import math
import re
from functools import cache
from itertools import combinations
from statistics import NormalDist, correlation, fmean, median, stdev
from typing import TYPE_CHECKING, Any

import pytest

from paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

COURSE = ROOT / "example_site"
FENCED = re.compile(r"^( *)(`{3,}).*?^\1\2[^\n]*$", re.DOTALL | re.MULTILINE)
NUMBER = re.compile(r"−?\d+,\d+%?")

English, Vietnamese = "en_capital", "vi_ban_do"


@cache
def data(path: str) -> Any:
    """Read a file of the course: `docs/data/…` or `raw/…`."""
    return json.loads((COURSE / path).read_text("utf-8"))


def prose(lesson: str) -> str:
    """Read a lesson's text without blocks, in one line, with numbers as readers see them."""
    (path,) = (COURSE / "docs" / "bai-hoc").glob(f"{lesson}-*.md")
    text = FENCED.sub("", path.read_text("utf-8")).replace("{,}", ",").replace("\\%", "%")
    text = re.sub(r"(?<![\w.])-(?= ?\d+,)", "−", text)
    return " ".join(text.split())


def n(value: float, decimals: int) -> str:
    """Write a number as the course does, whole or with so many decimals."""
    return f"{value:.{decimals}f}".replace(".", ",").replace("-", "−")


def percent(value: float, decimals: int) -> str:
    return f"{n(100 * value, decimals)}%"


def sure(log_p: float, decimals: int) -> str:
    """Write a log-probability as a percentage."""
    return percent(math.exp(log_p), decimals)


@cache
def log_p(text: str) -> list[float]:
    """Read the log-probabilities of a text's pieces."""
    tokens = data("docs/data/smollm2_logprobs.json")["texts"][text]["tokens"]
    return [token["logprob"] for token in tokens]


def guess(text: str, place: int, piece: str) -> float:
    """Find the log-probability of another piece that could have come at a place."""
    top = data("docs/data/smollm2_logprobs.json")["texts"][text]["tokens"][place]["top"]
    (found,) = (one["logprob"] for one in top if one["token"] == piece)
    return float(found)


def one(file: str, part: str) -> Any:
    return data(f"docs/data/{file}.json")[part]


def first_lesson() -> Iterable[str]:
    attention = one("attention", "en")["scores"]
    second = sorted(attention)[-2]
    level = (second - min(attention)) / (max(attention) - min(attention))
    yield f"một mình nhận {n(attention[0], 3)}, tức hơn một phần ba"
    yield f"điểm lớn thứ nhì (dấu chấm cuối, {n(second, 3)}) chỉ đạt mức {n(level, 2)}"
    yield f"Con số {n(attention[0], 3)} không mất đi"


def second_lesson() -> Iterable[str]:
    en, vi = log_p(English), log_p(Vietnamese)
    capitals = zip((1, 9, 16), ("nhất", "hai", "ba"), (2, 1, 1), strict=True)
    for place, times, decimals in capitals:
        yield f"| *capital* lần thứ {times} | {n(en[place], 2)} | {sure(en[place], decimals)} |"
    for place, word in ((5, "Paris"), (13, "Tokyo"), (20, "London")):
        yield f"| *{word}* | {n(en[place], 2)} | {sure(en[place], 1)} |"
    paris = guess(English, 20, "ĠParis")
    yield f"mô hình nghiêng về *Paris* hơn ({sure(paris, 1)})"
    yield f"*Japan* ({n(en[11], 2)}, tức {sure(en[11], 2)})"
    yield f"*Japan* được {n(en[11], 2)} và *London* được {n(en[20], 2)}"
    yield f"dành {sure(paris, 1)} cho *Paris* và chỉ {sure(en[20], 1)} cho *London*"
    pieces = " | ".join(n(score, 3) for score in (*vi[:4], sum(vi[:4])))
    yield f"| {pieces} |"
    yield (
        f"mất {n(-sum(vi), 1)} nat cho {len(vi)} token tiếng Việt, tức {n(-fmean(vi), 2)} nat mỗi"
        f" token, so với {n(-sum(en), 1)} nat cho {len(en)} token tiếng Anh, tức"
        f" {n(-fmean(en), 2)} nat"
    )
    perplexity = (n(math.exp(-fmean(vi)), 1), n(math.exp(-fmean(en)), 1))
    yield f"{perplexity[0]} cho câu tiếng Việt và {perplexity[1]} cho đoạn tiếng Anh"
    texts = data("docs/data/smollm2_logprobs.json")["texts"]
    each = [-sum(log_p(text)) / len(texts[text]["text"]) for text in (Vietnamese, English)]
    yield f"khoảng {n(each[0], 2)} nat mỗi ký tự tiếng Việt và {n(each[1], 2)} nat mỗi ký tự"
    yield f"*The* được \\(\\log\\,P = {n(en[0], 2)}\\), tức {sure(en[0], 1)}"
    words = dict(
        zip(*(one("smollm2", "vi_surprisal")[key] for key in ("tokens", "scores")), strict=True)
    )
    worst, best = max(words.values()), min(words.values())
    assert (worst, best) == (words[" thấy"], words["."])
    yield (
        f"*thấy* có độ bất ngờ lớn nhất ({n(worst, 2)} nat) và dấu chấm có độ bất ngờ nhỏ nhất"
        f" ({n(best, 2)} nat)"
    )
    yield f"*thấy* là {n(worst / 4, 2)} nat"
    yield f"mất tới {n(words[' ta'], 2)} nat"


def third_lesson() -> Iterable[str]:
    vi, en = log_p(Vietnamese), log_p(English)
    size = {
        name: one("tokenizers", name)
        for name in ("gpt2", "llama2", "cl100k", "minilm", "o200k", "at")
    }
    count, each = {}, {}
    for name, made in size.items():
        known = [score for score in made["scores"] if score is not None]
        count[name], each[name] = len(known), n(fmean(known), 2)
    names = {"gpt2": "GPT-2", "llama2": "Llama-2", "cl100k": "cl100k", "o200k": "o200k"}
    for key, name in names.items():
        yield f"| {name} | {count[key]} | {each[key]} |"
    yield f"| MiniLM | {count['minilm']} | {each['minilm']} (trên 74 byte"
    yield f"| BPE kiểu `@@` | {count['at']} | {each['at']} (trên 77 byte"
    text = data("docs/data/smollm2_logprobs.json")["texts"]
    rate = [len(text[key]["text"].encode()) / len(log_p(key)) for key in (Vietnamese, English)]
    yield f"| SmolLM2 | {len(vi)} | {n(rate[0], 2)} |"
    yield f"nhiều gấp {n(count['gpt2'] / count['o200k'], 1)} lần o200k"
    yield f"đắt gấp {n(count['gpt2'] / count['o200k'], 1)} lần"
    yield f"tức {n(rate[1], 1)} byte mỗi token, hơn gấp đôi mức {n(rate[0], 2)}"
    assert len(en) == 22
    a = vi[1] + vi[2]
    yield f"`E1 BA` được {n(vi[1], 2)} và `A3` được {n(vi[2], 2)}"
    yield (
        f"= {n(vi[1], 2)} + ({n(vi[2], 2)}) = {n(a, 2)} \\qquad\\text{{tức}}\\quad"
        f" P(\\text{{ả}}) \\approx {sure(a, 3)}"
    )
    yield (
        f"Lấy trung bình, ta được {n(a / 2, 2)}, ứng với {sure(a / 2, 1)}: lớn hơn gần"
        f" {math.ceil(math.exp(a / 2 - a))} lần"
    )
    rows = text[Vietnamese]["tokens"]
    d = [rows[place]["entropy"] for place in (5, 37, 47)]
    yield f"entropy {n(d[0], 2)}; {n(d[1], 2)} và {n(d[2], 2)} nat"
    yield f"Entropy ở đó chỉ là {n(rows[11]['entropy'], 2)} nat"
    yield f"\\(\\log\\,P = {n(vi[11], 2)}\\)"
    yield f"dành {sure(max(other['logprob'] for other in rows[11]['top']), 1)} cho byte `81`"
    ranks = [row["rank"] for row in rows[8:13]]  # from 0
    assert ranks[3] == 1
    assert (sum(rank < 1 for rank in ranks), sum(rank < 5 for rank in ranks)) == (2, 5)
    yield f"**hạng** 2, với {sure(vi[11], 1)}"
    yield f"mang trung bình {each['o200k']} byte, của GPT-2 chỉ {each['gpt2']}"
    four = [n(score, 3) for score in vi[4:8]]
    yield f"là {four[0]} và {four[1]}; hai mảnh của “ồ” có {four[2]} và {four[3]}"
    yield f"= {four[2]} − {four[3].removeprefix('−')} = {n(vi[6] + vi[7], 3)}"
    yield (
        f"\\({four[0]} − {four[1][1:]} − {four[2][1:]} − {four[3][1:]} = −7,740\\); cộng các số"
        f" chưa làm tròn thì được {n(sum(vi[4:8]), 3)}"
    )


def ends(scores: Sequence[float]) -> tuple[str, str]:
    return n(min(scores), 2), n(max(scores), 2)


def fisher(r: float, count: int) -> tuple[str, str]:
    """Compute the 95 % interval of a correlation by Fisher's transformation."""
    half = NormalDist().inv_cdf(0.975) / math.sqrt(count - 3)
    return n(math.tanh(math.atanh(r) - half), 2), n(math.tanh(math.atanh(r) + half), 2)


def share(part: Sequence[float], *all_of: Sequence[float]) -> str:
    together = [score for scores in all_of for score in scores]
    return percent((max(part) - min(part)) / (max(together) - min(together)), 1)


def fourth_lesson() -> Iterable[str]:
    real, random = one("control", "en")["scores"].values()
    for name, scores in (("Mô hình thật", real), ("Trọng số ngẫu nhiên", random)):
        low, high = ends(scores)
        yield f"| {name} | {low} | {high} | {n(max(scores) - min(scores), 2)} nat |"
    yield f"Thang chung chạy từ {n(min(random), 2)} đến {n(max(real), 2)}"
    yield f"chỉ chiếm **{share(random, real, random)}** dưới cùng"
    yield f"mô hình thật chiếm {share(real, real, random)} của thang"
    yield (
        f"thật ({n(min(real), 2)}) vẫn dễ đoán hơn từ dễ đoán nhất với đối chứng"
        f" ({n(max(random), 2)})"
    )
    r = correlation(real, random)
    low, high = fisher(r, len(real))
    yield (
        f"giữa hai dãy là {n(r, 2)}; với {len(real)} điểm, khoảng tin cậy 95 % là từ {low} đến"
        f" {high}"
    )
    yield f"Khoảng {low} … {high} ở mục trước"
    yield f"là {n(r, 2)}, với {len(real)} điểm"
    yield f"tương quan thật có thể từ {low} đến {high}"
    yield f"\\(P \\approx {percent(math.exp(max(real)), 0)}\\)"
    yield f"\\(P \\approx {sure(max(random), 3)}\\)"
    yield f"hai dãy rộng {n(max(real) - min(real), 2)} và {n(max(random) - min(random), 2)} nat"
    yield f"quanh {n(median(random), 1)}?"
    yield f"\\approx {n(-math.log(49152), 2)}\\). Trung vị của đối chứng là {n(median(random), 2)}"
    runs = data("raw/smollm2_seeds.json")["logprob"]
    pairs = [correlation(a, b) for a, b in combinations(runs, 2)]
    yield (
        f"hai dãy là {n(pairs[0], 2)}. Với tám hạt giống, tức 28 cặp, nó đi từ {n(min(pairs), 2)}"
        f" đến"
        f" {n(max(pairs), 2)}, trung bình {n(fmean(pairs), 2)}"
    )
    yield f"có cặp lên tới {n(max(pairs), 2)}"
    real, random = one("control", "vi_sum")["scores"].values()
    words = one("control", "vi_sum")["tokens"]
    of = dict(zip(words, random, strict=True))
    yield (
        f"phần lớn của thang: {share(random, real, random)}, còn mô hình thật chỉ chiếm"
        f" {share(real, real, random)}"
    )
    yield f"được {n(of[' nhiệt'], 2)}; *token* chỉ có một và được {n(of[' token'], 2)}"
    yield f"đối chứng là {n(correlation(one('smollm2', 'vi_pieces')['scores'], random), 3)}"
    sums = correlation(real, random)
    real, random = one("control", "vi_mean")["scores"].values()
    yield f"một dải hẹp {share(random, real, random)}"
    of = dict(zip(words, real, strict=True))
    ta = dict(zip(words, random, strict=True))[" ta"]
    yield f"với *ta* ({n(of[' ta'], 2)}) và *token* ({n(of[' token'], 2)})"
    yield f"kém đối chứng một chút ({n(ta, 2)})"
    yield f"nó là {n(sums, 2)}; trên các **trung bình**, chỉ còn {n(correlation(real, random), 2)}"
    real, random = one("control", "en")["scores"].values()
    yield f"đối chứng chỉ chiếm {share(random, real, random)} của thang chung"
    yield from contexts()


def contexts() -> Iterable[str]:
    words = one("context", "en")["tokens"]
    real, shuffled, none = one("context", "en")["scores"].values()
    sums = [n(-sum(scores), 1) for scores in (real, shuffled, none)]
    draws = [-sum(draw) for draw in data("raw/smollm2_context.json")["shuffled"]]
    yield (
        f"mất {sums[0]} nat, xáo ngữ cảnh {sums[1]} nat (trong tám lần xáo, từ {n(min(draws), 1)}"
        f" đến {n(max(draws), 1)}), không ngữ cảnh {sums[2]} nat"
    )
    assert len(draws) == 8
    assert (sum(none) - sum(shuffled)) / sum(none) > 1 / 3
    tokyo, france = words.index(" Tokyo"), len(words) - 4
    assert words[france] == " France"
    yield f"*Tokyo* từ {n(real[tokyo], 2)} xuống {n(shuffled[tokyo], 2)} khi"
    yield f"chỉ từ {n(real[france], 2)} xuống {n(shuffled[france], 2)}"
    assert abs(real[0] - shuffled[0]) + abs(real[0] - none[0]) < 1e-4


def fifth_lesson() -> Iterable[str]:
    vi, en = one("attention", "vi")["scores"], one("attention", "en")["scores"]
    special, rest = n(vi[0], 3), vi[1:]
    low = sum((score - min(vi)) / (max(vi) - min(vi)) <= 0.1 for score in rest)
    yield f"nhận **{special}**, tức gần một nửa"
    yield (
        f"mỗi token chỉ được {n(1 / len(vi), 3)}; trung vị của {len(rest)} mảnh còn lại là"
        f" {n(median(rest), 3)}"
    )
    assert f"{low} trong {len(rest)} mảnh dồn vào một phần mười" in prose("05")
    yield f"token đặc biệt nhận {n(en[0], 3)}"
    yield f"Con số {special} vì thế"
    random = one("attention", "vi_control")["scores"]["trọng số ngẫu nhiên"]
    yield f"mọi token nhận từ {n(min(random), 4)} đến {n(max(random), 4)}"
    yield f"cũng chỉ được {n(random[0], 4)}"
    yield f"con số {special}: ở cách mặc định"
    yield f"nhỏ nhất {n(min(rest), 4)}, lớn nhất {n(max(rest), 3)} (dấu chấm)"
    ordered = sorted(rest)
    wide = ordered[-1] - ordered[0]
    level = [n((score - ordered[0]) / wide, 2) for score in (ordered[-2], median(rest))]
    yield (
        f"dấu chấm ({n(ordered[-1], 3)}) vẫn đứng cách biệt: mảnh thứ nhì là *h* trong *nhìn*"
        f" ({n(ordered[-2], 3)}, mức {level[0]}), còn trung vị chỉ ở mức {level[1]}"
    )
    yield (
        f"cộng lại thành {n(sum(rest), 3)} (câu tiếng Việt) và {n(sum(en[1:]), 3)} (đoạn tiếng Anh)"
    )
    nhin, hinh, dau = vi[23:27], vi[33:37], vi[47:51]
    yield f"*nhìn* ({n(sum(nhin), 3)}), *hình* ({n(sum(hinh), 3)}) và *đâu* ({n(sum(dau), 3)})"
    yield f"Trong {n(sum(nhin), 3)} của *nhìn*, riêng mảnh *h* đã chiếm {n(nhin[1], 3)}"
    yield f"trong {n(sum(hinh), 3)} của *hình*, mảnh *h* cuối chiếm {n(hinh[3], 3)}"
    last = one("attention", "vi_last_layer")["scores"]["tầng cuối"]
    yield (
        f"nhận {n(last[-1], 3)} thay vì {n(vi[-1], 3)}, còn mảnh *h* của *nhìn* tụt từ"
        f" {n(nhin[1], 3)}"
        f" xuống {n(last[24], 4)}"
    )
    yield f"`<|endoftext|>` nhận {special}. Con số"
    yield f"**C.** {percent(vi[0], 1)} số đầu"
    yield f"các điểm còn lại là {n(sum(rest), 3)}"
    yield f"Chia mọi điểm cho {n(sum(rest), 3)}"
    yield f"token đặc biệt chiếm {special}"
    four = "; ".join(n(score, 4) for score in nhin[:3])
    yield f"{four} và {n(nhin[3], 4)}"
    yield f"\\({n(sum(nhin), 4)}/4 = {n(fmean(nhin), 4)}\\)"
    yield f"Trung vị là {n(median(rest), 3)}"
    yield f"({special} và {n(en[0], 3)} ở hai câu này)"


def sixth_lesson() -> Iterable[str]:
    real, random = (data(f"raw/smollm2_inside{end}.json") for end in ("", "_random"))
    p = real["lens"]["en_tokyo"]["p"]
    yield f"*of* được đoán ra sớm: {n(p[15][2], 3)} ở tầng 15, {n(p[24][2], 3)} ở tầng 24"
    yield f"*is* đến sau: {n(p[21][4], 3)} ở tầng 21, {n(p[27][4], 3)} ở tầng 27"
    assert p[27][5] < 0.0005
    assert p[15][5] < 0.0005
    yield "*Tokyo* ở tầng 27 vẫn dưới 0,0005"
    yield "xác suất của *Tokyo* nhỏ hơn 0,0005"
    yield f"đến tầng 30 thì thành {n(p[30][5], 3)}"
    yield (
        f"được {n(p[24][6], 3)} ở tầng 24, tụt xuống {n(p[27][6], 3)} ở tầng 27 (lúc này dấu phẩy"
        f" dẫn đầu), rồi lên lại {n(p[30][6], 3)}"
    )
    assert max(max(row) for made in random["lens"].values() for row in made["p"]) <= 0.0001
    yield "không ô nào vượt quá 0,0001"
    ha_noi = real["lens"]["vi_ha_noi"]["p"]
    yield (
        f"gần như chắc chắn về nó: {n(ha_noi[30][4], 3)}. Vậy mà ở tầng 27, con số ấy mới là"
        f" {n(ha_noi[27][4], 3)}"
    )
    heads = {
        name: (real["attention"]["heads"][name], random["attention"]["heads"][name])
        for name in ("before", "repeat")
    }
    for found in heads.values():
        for name, head in zip(("Mô hình thật", "Trọng số ngẫu nhiên"), found, strict=True):
            yield f"| {name} | {n(head['mean'], 3)} | {n(head['median_of_all'], 3)} |"
    middle = n(heads["before"][1]["median_of_all"], 3)
    even = fmean(1 / (place + 1) for place in range(2, len(real["attention"]["tokens"])))
    yield f"số {middle} lạ không"
    yield f"trung bình đúng bằng {n(even, 3)}"
    w = heads["repeat"][0]["weights"]
    yield (
        f"*of* lần hai dành {n(w[12][6], 3)} cho *France*; *is* lần hai dành {n(w[9][3], 3)} cho"
        f" *the*; *the* lần hai dành {n(w[10][4], 3)} cho *capital*"
    )
    yield (
        f"*is* nhìn *the* ({n(w[9][3], 3)}), *the* nhìn *capital* ({n(w[10][4], 3)}), *capital*"
        f" nhìn *of* ({n(w[11][5], 3)}), *of* nhìn *France* ({n(w[12][6], 3)})"
    )
    yield f"nó dành {n(w[14][8], 3)} cho *Tokyo*"
    yield f"Khác biệt giữa {n(heads['repeat'][0]['mean'], 3)} và {n(heads['repeat'][1]['mean'], 3)}"
    nine = real["attention"]["layer"]["weights"]
    firsts = [row[0] for row in nine]
    assert firsts.index(min(firsts)) == 5
    assert firsts.index(max(firsts)) == 4
    yield f"nhận từ {n(min(firsts), 3)} (đầu 6) đến {n(max(firsts), 3)} (đầu 5)"
    yield f"*France*, nhưng chỉ {n(nine[3][6], 3)}"
    yield f"*capital* ngay trước nó ({n(nine[8][11], 3)})"
    assert min(row[0] for row in real["attention"]["heads"]["first"]["weights"]) > 0.9999
    yield "hơn 0,9999 ở **mọi** hàng"
    measured = data("raw/smollm2_heads.json")
    yield f"| câu dùng để chọn | {n(measured['real']['before'][16][0], 3)} | 1 |"
    for other in measured["others"].values():
        yield f"| *{other['text']}* | {n(other['before'][16][0], 3)} | 1 |"
    drawn = measured["drawn"]["repeat"]
    yield (
        f"được {n(drawn[17][5], 3)}, đứng thứ **hai**; đứng đầu là đầu 7 của tầng 19 với"
        f" {n(drawn[18][6], 3)}"
    )
    trap = [
        x for row in one("inside", "before_random")["scores"][1:] for x in row[1:] if x is not None
    ]
    yield f"màu đậm nhất ở đây chỉ là {n(max(trap), 3)}"


def tail(count: int, right: int) -> float:
    """Compute the chance that so many or more of them guess one of six right."""
    ways = [math.comb(count, k) * 5 ** (count - k) for k in range(right, count + 1)]
    return float(sum(ways) / 6**count)


def seventh_lesson() -> Iterable[str]:
    yield (
        f"\\(P(X \\ge 4) \\approx {percent(tail(10, 4), 1)}\\) còn \\(P(X \\ge 5) \\approx"
        f" {percent(tail(10, 5), 1)}\\)"
    )
    yield f"\\(P(X \\ge 4) \\approx {percent(tail(10, 4), 1)}\\): chưa đủ"
    for count, enough in ((10, 5), (20, 7), (30, 10)):
        assert tail(count, enough) <= 0.05 < tail(count, enough - 1)
    assert "**5 người đúng**. Lớp 20 người cần 7, lớp 30 người cần 10" in prose("07")
    real, random = (
        data(f"docs/data/smollm2_proverb{end}.json")["texts"]["en_proverb"]["tokens"]
        for end in ("", "_random")
    )
    the = max(row["logprob"] for row in real)
    yield f"điểm của nó là {n(the, 4)}"
    assert f"\\(P \\approx {sure(the, 0)}\\)" in prose("07")
    threes = [n(row["logprob"], 2) for row in random if row["token"] in {"The", "Ġthe"}]
    assert len(threes) == 4
    yield f"({threes[1]}; {threes[2]}; {threes[3]})"
    low, high = ends([row["logprob"] for row in random])
    yield f"Đối chứng chỉ trải từ {low} đến {high}"
    scores, errors = {}, {}
    for name in ("twelve", "three"):
        made = one("occlusion", name)
        scores[name] = [score for score in made["scores"] if score is not None]
        errors[name] = [error for error in made["err"] if error is not None]
    yield (
        f"*Bản* ({n(scores['twelve'][0], 3)} ± {n(errors['twelve'][0], 4)}) và *token*"
        f" ({n(scores['twelve'][8], 3)} ± {n(errors['twelve'][8], 4)})"
    )
    k = NormalDist().inv_cdf(1 - 0.05 / (2 * 28))
    yield f"\\(k = {n(k, 2)}\\)"
    lost = {name: lost_at(k, scores[name], errors[name]) for name in scores}
    assert "Bảy mảnh **chỉ còn màu của mốc 0**" in prose("07")
    assert lost["twelve"] == 7
    assert f"Giờ {lost['three']} mảnh chỉ còn màu của mốc, thay vì {lost['twelve']}" in prose("07")
    yield f"từ {n(median(errors['twelve']), 4)} thành {n(median(errors['three']), 4)}"
    student = {"twelve": 4.0913, "three": 23.6326}  # 1 - 0,05/56 of t, by 11 and 2 degrees
    yield (
        f"\\(k\\) thành {n(student['twelve'], 2)} và số mảnh không phân biệt được với mốc tăng từ"
        f" 7 lên {lost_at(student['twelve'], scores['twelve'], errors['twelve'])}"
    )
    yield f"\\(k\\) thành {n(student['three'], 1)}"
    assert lost_at(student["three"], scores["three"], errors["three"]) == 27
    words, sure_of = scores["twelve"][16:19], errors["twelve"][16:19]
    yield (
        f"chỉ từ {n(min(words), 3)} đến {n(max(words), 3)}, và sai số là {n(min(sure_of), 3)} đến"
        f" {n(max(sure_of), 3)}"
    )


def lost_at(k: float, scores: Sequence[float], errors: Sequence[float]) -> int:
    return sum(abs(x) < k * error for x, error in zip(scores, errors, strict=True))


def ninth_lesson() -> Iterable[str]:
    p = data("raw/smollm2_inside.json")["lens"]["en_tokyo"]["p"]
    last = [n(p[30][place], 3) for place in (2, 4, 5, 6)]
    yield f"of {last[0]}, is {last[1]}, Tokyo {last[2]}, dấu chấm {last[3]}"
    yield f"gần như bằng 0 cho đến tầng 29 ({n(p[29][5], 3)}) rồi vọt lên {last[2]}"
    yield f"ở hai tầng cuối, từ {n(p[28][2], 3)} xuống {last[0]}"
    yield f"ứng với {last[0]} thay vì 1"
    assert all(p[layer][6] < p[layer - 1][6] for layer in (23, 25, 26, 27, 29))


def tenth_lesson() -> Iterable[str]:
    measured = data("raw/minilm_similarity.json")
    words = measured["words"]
    bank = words["bank"]["other"]
    again = [row[bank["again"]] for row in bank["cosine"]]
    top, dip, end = n(again[0], 3), n(min(again), 3), n(again[6], 3)
    assert again.index(min(again)) == 3
    yield f"nhất: {top} ở hàng nhúng, thấp nhất là {dip} ở tầng 3, rồi lại lên {end} ở tầng 6"
    last = dict(zip(bank["tokens"], bank["cosine"][6], strict=True))
    yield f"{n(last['river'], 3)} và {n(last['money'], 3)} ở tầng 6"
    the = [x for word, x in zip(bank["tokens"], bank["cosine"][6], strict=True) if word == "the"]
    assert len(the) == 4
    assert min(the) > 0.4
    yield "*the*, bốn lần, đều trên 0,4"
    yield f"thứ hai được {end}, vậy"
    yield f"“từ {top} ở hàng nhúng tụt xuống {dip} ở tầng 3"
    yield f"Con số {end} là lớn"
    far = measured["strangers"]
    yield f"{n(far[0], 3)} ở hàng nhúng, {n(far[5], 3)} ở tầng 5 và {n(far[6], 3)} ở tầng 6"
    yield f"đã giống nhau {n(far[5], 3)}. So với {n(far[6], 3)} thì {end} là rất giống"
    yield f"đã giống nhau {n(far[5], 3)} tính trung bình; có mô hình"
    assert (len(words), math.comb(2 * len(words), 2)) == (6, 66)
    gaps = []
    for word, both in words.items():
        other, same = (both[key]["cosine"][6][both[key]["again"]] for key in ("other", "same"))
        gaps.append(same - other)
        gap = n(gaps[-1], 3).replace("−0,000", "0,000")
        yield f"| {n(other, 3)} | {n(same, 3)} | {gap} |"
        assert f"| *{word}* |" in prose("10")
    yield (
        f"{end} và {n(words['bank']['same']['cosine'][6][words['bank']['same']['again']], 3)}."
        f" Hai câu"
    )
    error = stdev(gaps) / math.sqrt(len(gaps))
    yield f"Hiệu trung bình là {n(fmean(gaps), 3)}, sai số chuẩn {n(error, 3)}"
    yield f"\\(t = {n(fmean(gaps) / error, 2)}\\) với 5 bậc tự do, cần 2,57"  # 0,975 of t
    low, high = (n(fmean(gaps) + sign * 2.5706 * error, 3) for sign in (-1, 1))
    yield f"khoảng tin cậy 95% của nó là từ {low} đến {high}"
    yield f"“tụt từ {top} xuống {dip}"
    same = [row[words["bank"]["same"]["again"]] for row in words["bank"]["same"]["cosine"]]
    yield f"{n(same[0], 3)} ở hàng nhúng xuống {n(min(same), 3)} ở tầng 3"
    yield from ablation()


def ablation() -> Iterable[str]:
    measured = data("raw/smollm2_ablation.json")
    half = len(b"".join(map(bytes, measured["bytes"]))) // 2
    sizes = [len(piece) for piece in measured["bytes"]]
    cut = next(place for place in range(len(sizes)) if sum(sizes[: place + 1]) > half)

    def twice(log_ps: Sequence[float]) -> tuple[str, str]:
        return n(-sum(log_ps[:cut]), 1), n(-sum(log_ps[cut:]), 1)

    first, again = twice(measured["whole"])
    yield f"cả câu tốn {first} nat; lần thứ hai chỉ còn {again}"
    off, lost = twice(measured["without"])
    yield f"tổng từ {first} thành {off} nat"
    yield f"tổng từ {again} thành **{lost}** nat"
    made = one("ablation", "off")
    place = [at for at, word in enumerate(made["tokens"]) if word == " gạo"][1]
    whole, without, control = made["scores"].values()
    yield f"*gạo* chẳng hạn từ {n(whole[place], 1)} lên {n(without[place], 1)} nat"
    draws = [-sum(draw[cut:]) for draw in measured["control"]]
    yield (
        f"tổng của nó là {n(fmean(draws), 1)} nat; trong tám lần gieo, từ {n(min(draws), 1)} đến"
        f" {n(max(draws), 1)}"
    )
    yield f"không lần nào tới gần {lost}"
    yield f"nên con số {lost} không do"
    egg = made["tokens"].index(" trứng")
    yield f"trung bình khó thêm {n(control[egg] - whole[egg], 1)} nat"
    drawn = data("raw/smollm2_heads.json")["drawn"]["repeat"]
    yield f"| không đầu nào | | {again} nat |"
    for name, log_ps in measured["one_by_one"].items():
        layer, head = map(int, name.split("."))
        yield (
            f"| tầng {layer}, đầu {head} | {n(drawn[layer - 1][head - 1], 3)} |"
            f" {twice(log_ps)[1]} nat |"
        )
    more = sum(measured["whole"][cut:]) - sum(measured["one_by_one"]["18.6"][cut:])
    yield f"chỉ tốn thêm {n(more, 1)} nat"
    yield f"nhẹ nhất của nó tốn thêm {n(min(draws) + sum(measured['whole'][cut:]), 1)} nat"
    heavy = [
        [f"{layer}.{head}" for layer, head in heads]
        for heads, draw in zip(measured["control_heads"], measured["control"], strict=True)
        if sum(measured["whole"][:cut]) - sum(draw[:cut]) > 24
    ]
    assert len(heavy) == 3
    for heads in heavy:
        yield f"- {', '.join(heads)}"
    (shared,) = set.intersection(*map(set, heavy))
    assert shared == "24.5"
    assert sum([24, 5] in heads for heads in measured["control_heads"]) == 3


def eleventh_lesson() -> Iterable[str]:
    measured = data("raw/smollm2_neurons.json")
    real, random = measured["real"], measured["random"]
    assert (real["layer"], real["neuron"], real["word"], random["word"]) == (22, 1080, "of", "in")
    after = [max(text["scores"]) for text in real["after"]]
    yield f"chỉ khoảng {n(min(after), 1)} đến {n(max(after), 1)}"
    yield f"đỉnh cao nhất ({n(real['peaks'][0], 2)})"
    assert max(after) < real["peaks"][0] / 4
    tried = real["tried"]
    yield f"nửa đỉnh cao nhất, tức {n(tried['threshold'], 2)}"
    yield f"| *of* | {tried['occurs']} | {tried['right']} |"
    yield f"| mọi token khác | {tried['tokens'] - tried['occurs']} | {tried['wrong']} |"
    yield f"{tried['occurs'] - tried['right']} trong {tried['occurs']} lần, nơ-ron im lặng ở"
    few = {"some", "one", "none", "any", "all", "most", "many", "each", "both", "few"}
    behind = [(before, value) for before, value in tried["on_it"] if before in few]
    assert f"*{'*, *'.join(before for before, _ in behind)}*" in prose("11")
    said = [n(value, 2) for _, value in behind]
    yield f"phản ứng: {said[0]}, {said[1]} và {said[2]}."
    assert sum(value > tried["threshold"] for _, value in behind) == len(behind) == 3
    lowest = 0.025 ** (1 / len(behind))  # of a share of which all were found (Clopper, Pearson)
    yield f"xuống tới {percent(lowest, 0)} (\\(0,025^{{1/3}} \\approx {n(lowest, 3)}\\))"
    rest = [value for before, value in tried["on_it"] if before not in few]
    yield f"mọi từ khác, {len(rest)} lần, nó không phản ứng lần nào; cao nhất là {n(max(rest), 2)}"
    same = {max(text["scores"]) for text in random["top"]}
    assert len(same) == 1
    yield f"bằng nhau **chằn chặn**, {n(same.pop(), 2)}"
    other = random["tried"]
    yield (
        f"{other['occurs']} lần *in*, nơ-ron này vượt nửa đỉnh {other['right']} lần, và còn vượt ở"
        f" {other['wrong']} token khác"
    )
    yield f"trong 46.080 | {real['found']} | {random['found']} |"
    yield f"{real['found']} nơ-ron có tám đỉnh"
    right = [f"{one['right']} trong {one['occurs']}" for one in (tried, other)]
    yield f"đúng từ ấy | {right[0]} | {right[1]} |"
    yield f"từ khác | {tried['wrong']} | {other['wrong']} |"


# What is computed in the text itself, from numbers that it gives, or is a threshold in words.
EXAMPLES = {
    "01": "0,90 0,222 0,333 0,889 0,375 0,085 8,5% 0,01 0,02 0,5 0,3 0,6",
    "02": "20,086 0,844 −0,170 2,718 0,114 −2,170 1,000 0,042 −3,170 23,804 0,693 0,5 0,2 0,1 2,303"
    " 3,32 1,609",
    "03": "0,5",
    "04": "−2,1 −0,3 −9,5 −0,2 0,0075%",
    "05": "0,1 0,9 0,55 0,05 0,001",
    "06": "0,5",
    "07": "0,05 1,96 1,4 3,48",
    "08": "0,5 −1,20 0,301 −0,05 0,951 3,2 1,5 4,8 0,9",
    "09": "",
    "10": "0,62 0,3",
    "11": "",
}
HELD: dict[str, Callable[[], Iterable[str]]] = {
    "01": first_lesson,
    "02": second_lesson,
    "03": third_lesson,
    "04": fourth_lesson,
    "05": fifth_lesson,
    "06": sixth_lesson,
    "07": seventh_lesson,
    "09": ninth_lesson,
    "10": tenth_lesson,
    "11": eleventh_lesson,
}


@pytest.mark.parametrize("lesson", HELD)
def test_a_lesson_says_what_was_measured(lesson: str) -> None:
    """Every sentence about data has the numbers that follow from the data, to the last digit."""
    text = prose(lesson)
    missing = [quote for quote in HELD[lesson]() if quote not in text]
    assert not missing


@pytest.mark.parametrize("lesson", EXAMPLES)
def test_no_number_of_a_lesson_is_left_unheld(lesson: str) -> None:
    """A number with decimals is one that the data give, or stands in a worked example."""
    text = prose(lesson)
    for quote in sorted(HELD[lesson]() if lesson in HELD else (), key=len, reverse=True):
        text = text.replace(quote, " ")
    assert set(NUMBER.findall(text)) == set(EXAMPLES[lesson].split())


def test_the_english_twin_has_the_same_numbers() -> None:
    """What the first lesson says of data, its twin says too, with a point."""
    twin = (COURSE / "docs" / "en" / "01-text-heatmaps.md").read_text("utf-8")
    numbers = {found for quote in first_lesson() for found in NUMBER.findall(quote)}
    assert numbers
    assert all(found.replace(",", ".") in twin for found in numbers)


def test_the_page_of_sources_says_what_was_measured() -> None:
    """The cosine of the two sentences is the one that the file has."""
    text = (COURSE / "docs" / "nguon-du-lieu.md").read_text("utf-8")
    assert NUMBER.findall(text) == [n(data("raw/minilm_occlusion.json")["cosine"], 3)]


def test_all_lessons_are_looked_at() -> None:
    """No lesson is without a line here."""
    lessons = {path.name[:2] for path in (COURSE / "docs" / "bai-hoc").glob("[0-9]*.md")}
    assert lessons == set(EXAMPLES)
