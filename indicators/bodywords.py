"""Words around the names of bodies: what only looks like one, what their names go on with, and whose they are."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from indicators.lexicon import VOCAB, Hit, forms, one_of, read_yaml

NUMBERS = frozenset(
    "các,những,nhiều,một số,một vài,mọi,hầu hết,đa số,phần lớn,không ít,hai,cả hai".split(",")
)
# ..., tổ chức điều tra: something is organised
ORGANISED = re.compile(
    r" (?:điều tra|khám|họp|thi|tập huấn|lễ|hội nghị|hội thảo|kiểm tra|thực hiện|tuần tra|các (?:cuộc|buổi|lớp|đợt|hoạt động)|lớp|cuộc|buổi|chương trình|đưa|cho|tuyên truyền|triển khai|ký|tìm kiếm|truy bắt|bắt|vận động|đấu giá|đánh bạc|sản xuất|kinh doanh|gặp|đón|trao|thăm|đối thoại|tiếp|rà soát|xét xử|diễn tập|giải|quản lý)(?!\w)"
)
# buộc phải thừa nhận: it was said
ADMITS = frozenset({"thừa nhận", "thú nhận", "công nhận", "khai nhận", "thốt lên", "nhìn nhận"})
FORCED = (["buộc"], ["đành"], ["cũng"], ["vẫn"], ["đã"], ["từng"])
# nói về cuốn sách: “...”
ABOUT = re.compile(r" về [^.,;:\n“”\"]{2,60}: ?[“\"‘']")
# studies, surveys and their figures state what they show
FINDINGS = re.compile(
    r"(?:(?:các|những|nhiều|một|một số|một loạt|hàng loạt|loạt|bản|cuộc|công trình|qua|theo) )*(?:kết quả|nghiên cứu|khảo sát|thăm dò|thống kê|số liệu|dữ liệu|báo cáo|điều tra|kiểm tra|xét nghiệm|giám định|phân tích|thử nghiệm|tài liệu|bản đồ|chỉ số|ước tính|con số|công bố)(?!\w)"
)
# cuộc thăm dò của A công bố hôm qua cho thấy ...: the study by its own name, and not the paper that printed it
STUDY = re.compile(
    r"(?:(?:[Cc]ác|[Nn]hững|[Nn]hiều|[Mm]ột|[Mm]ột số|[Mm]ột loạt|[Hh]àng loạt|[Bb]ản|[Cc]uộc) )*(?:[Kk]ết quả|[Nn]ghiên cứu|[Kk]hảo sát|[Tt]hăm dò|[Tt]hống kê|[Ss]ố liệu|[Dd]ữ liệu|[Bb]áo cáo|[Cc]ông bố)(?!\w)"
    r"[^,.;:()“”\"\n]*?(?=,| (?:công bố|được|do|trên|trong|về|hôm|ngày|vừa|mới (?:công|được|đây công)|với|tại|cũng|đã|cho|đều|thực hiện|tiến hành|năm|tháng)(?!\w)| ?\Z)"
)


@functools.cache
def load_not_bodies() -> frozenset[str]:
    """Words of two syllables whose second looks like the head of a body. Raises DataFileError."""
    return frozenset(forms(read_yaml(VOCAB / "references.yaml"), "not_bodies"))


@functools.cache
def adverbs(words: frozenset[str]) -> re.Pattern[str]:
    """An expression for the adverbs of several syllables among the words between a speaker and a verb."""
    return re.compile(one_of(word for word in words if " " in word))


@functools.lru_cache(maxsize=256)
def without_adverbs(text: str, words: frozenset[str]) -> str:
    """A text with blanks for them; of three stretches before a verb two are asked for again."""
    return adverbs(words).sub(lambda m: " " * len(m.group()), text)


@functools.cache
def owners(heads: frozenset[str], heads_of: frozenset[str]) -> re.Pattern[str]:
    """The words for a group at the end of a text, alone or before "của": gia đình, công ty quản lý của."""

    def one(words: Iterable[str]) -> str:
        return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))

    many = r"(?:(?:các|những|nhiều|một số|không ít|đông đảo|hầu hết|toàn bộ|phần lớn|đa số) )?"
    of = r"(?: [^\W\d_]+){0,3} của"
    # nhà phân tích của A, đội trưởng của B: one person
    plain, with_of = one(heads), one(heads - {"nhà"})
    return re.compile(
        rf"(?<!\w){many}(?:(?:{with_of})(?! (?:trưởng|phó|viên)){of}|(?:{plain})|(?:{one(heads_of)}){of})\Z"
    )


@functools.cache
def load_name_words() -> frozenset[str]:
    """Words of the names of bodies whose first syllable alone has a capital. Raises DataFileError."""
    return frozenset(forms(read_yaml(VOCAB / "references.yaml"), "name_words"))


def longest(hits: list[Hit]) -> list[Hit]:
    """Of hits by start the first of those that overlap."""
    kept: list[Hit] = []
    for hit in hits:
        if kept and hit.start < kept[-1].end:
            continue
        kept.append(hit)
    return kept
