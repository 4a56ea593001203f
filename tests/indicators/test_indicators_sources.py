"""A rule whose source is a code nobody can open asks to be believed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from indicators.errors import DataFileError
from indicators.rules import load_packs
from indicators.sources import known, load_sources, resolve

DATA = Path(__file__).parents[2] / "indicators"
PACK = """
pack: thu
title: {{vi: Thử, en: Try}}
rules:
  - id: thu-mot
    family: F1
    type: phrase
    title: {{vi: thử, en: try}}
    explanation: {{vi: thử, en: try}}
    indicators: [B1.2.4]
    severity: hint
    authority: ours
    evidence: I
    sources: [{source}]
    match: [bông hoa biết nói]
    must_fire: [Chị là bông hoa biết nói của làng.]
    must_not_fire: [Làng có nhiều hoa.]
"""


def _tags(value: object) -> set[str]:
    found: set[str] = set()
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "sources" and isinstance(inner, list):
                found |= set(map(str, inner))
            else:
                found |= _tags(inner)
    elif isinstance(value, list):
        for inner in value:
            found |= _tags(inner)
    return found


def test_every_tag_of_rules_and_editions_leads_somewhere():
    files = [*(DATA / "rules" / "packs").rglob("*.yaml"), *(DATA / "indexes").glob("*.yaml")]
    tags = set().union(*(_tags(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in files))
    assert len(tags) > 50
    known(tags)
    assert [s.tag for s in resolve(tags) if s.kind and s.mark == "C" and not s.address] == []


def test_a_law_is_named_first_and_once_with_its_article_and_apart_from_where_it_was_read():
    """The title is the law's own: no article twice, no letter of a ministry before it, no "(bản tóm tắt)" within."""
    begins = re.compile(r"(Luật|Bộ luật|Nghị định|Quyết định|Hiến pháp) ")
    for law in (one for one in load_sources().values() if one.kind == "law"):
        title = law.title["vi"]
        assert begins.match(title), law.tag
        assert not re.search(r"Điều \d|tóm tắt|hỏi và đáp|theo |\(", title), law.tag
        assert not re.search(r"Article|summary|reported|questions|\(", law.title["en"]), law.tag
        for lang, word in (("vi", "Điều "), ("en", "Article ")):
            assert law.cited(lang).count(word) == (1 if law.article else 0) * law.article.count("Điều"), (
                law.tag
            )
    (children,) = resolve(["S107"])
    assert children.cited("vi") == (
        "Luật Trẻ em số 102/2016/QH13: quyền bí mật đời sống riêng tư của trẻ em, Điều 21 "
        "(theo văn bản của Bộ Y tế nhắc thực hiện điều này)"
    )
    (decree,) = resolve(["S106"])
    assert decree.cited("en") == "Decree 56/2017/NĐ-CP: children's privacy, Article 33 (after a summary)"


def test_own_sources_fit_their_schema_and_no_address_stands_twice():
    sources = load_sources()
    addresses = [s.address for s in sources.values() if s.address]
    assert len(addresses) == len(set(addresses))


def test_a_pack_with_an_unknown_tag_is_refused_at_its_line(tmp_path: Path):
    file = tmp_path / "thu.yaml"
    file.write_text(PACK.format(source="S9999"), encoding="utf-8")
    with pytest.raises(DataFileError) as caught:
        load_packs([file])
    assert "S9999" in str(caught.value)
    assert caught.value.values["line"]


def test_a_workspace_may_name_a_source_in_words(tmp_path: Path):
    file = tmp_path / "thu.yaml"
    file.write_text(PACK.format(source="Sổ tay của tòa soạn"), encoding="utf-8")
    (rule,) = load_packs([file]).rules
    (source,) = resolve(rule.sources)
    assert (source.name("en"), source.address) == ("Sổ tay của tòa soạn", "")


def test_a_source_file_that_could_put_a_script_behind_a_link_is_refused(tmp_path: Path):
    file = tmp_path / "sources.yaml"
    file.write_text(
        'S1: {title: {vi: a, en: a}, kind: press, address: "javascript:alert(1)"}', encoding="utf-8"
    )
    with pytest.raises(DataFileError):
        load_sources(file)
