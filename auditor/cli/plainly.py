"""What Python, SQLite or a library says about a fault, in the reader's language: half an English sentence helps nobody.

The sentences stand in the catalogue below ``detail.``; here is only how their causes are recognised. What is not
recognised is shown as it came, since a strange word is better than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from auditor.cli.plainly_editions import EDITION_FORMS
from auditor.cli.plainly_rules import RULE_FORMS

# (what a detail looks like, key below ``detail.``); named groups fill the sentence, the first that fits is taken
_FORMS: tuple[tuple[str, str], ...] = (
    (r"No such file or directory|missing", "missing"),
    (r"Is a directory|a folder", "folder"),
    (r"Not a directory", "no_folder"),
    (r"File exists", "exists"),
    (r"Permission denied|Operation not permitted|Access is denied", "permission"),
    (r"Read-only file system", "readonly"),
    (r"No space left on device|database or disk is full", "full"),
    (r"File name too long", "long_name"),
    (r"Input/output error|disk I/O error", "io"),
    (r"unable to open database file", "unopened"),
    (r"attempt to write a readonly database", "readonly"),
    (r"database disk image is malformed|file is not a database", "damaged"),
    (r"no SQLite database", "no_database"),
    (r"old schema", "old_schema"),
    (r"File is not a zip file|Bad magic number.*|no Word document.*|a Word document.*", "no_zip"),
    (r"không phải tệp gzip.*|Not a gzipped file.*", "no_gzip"),
    (r"Compressed file ended before.*|truncated|.*the packed data end too early", "cut"),
    (r"Error -\d+ while decompressing.*|CRC check failed.*|packed data are broken.*", "packed"),
    (r"no record|record \d+: .*|Unknown archive format.*", "no_record"),
    (r"auditor\.toml: .*codec can't decode.*", "toml_utf8"),
    (r"UTF-8\? \(.*byte (?P<at>\d+)\)", "not_utf8_at"),
    (r"byte (?P<at>\d+): .*", "not_utf8_at"),
    (r".*codec can't decode byte\w* .* in position (?P<at>\d+).*", "not_utf8_at"),
    (r"not UTF-8|invalid (?:start|continuation) byte|unexpected end of data|truncated data", "not_utf8"),
    (r"unknown encoding: (?P<name>.*)", "encoding"),
    (r"> (?P<size>\d+ MB)", "too_large"),
    (r"(?:> |over )(?P<size>\d+) bytes|.* is too large|size", "too_large_bytes"),
    (r"Exceeds the limit .*|maximum recursion depth.*|nested too deeply", "too_deep"),
    (r"(?P<where>[\w.]*): '(?P<name>[^']+)' is a required property", "required_in"),
    (r"'(?P<name>[^']+)' is a required property", "required"),
    (r"(?:(?P<where>[\w.]*): )?Additional properties are not allowed \((?P<names>.*) (?:was|were) unexpected\)", "unexpected"),
    (r"(?P<where>[\w.]+): (?P<value>.*) is not one of (?P<names>.*)", "one_of"),
    (r"(?:.*: )?'(?P<name>.*)' does not match '\^\[A-Z\]\{1,3\}\[1-9\].*", "cell"),
    (r"(?:.*: )?'(?P<name>.*)' does not match '\^\[A-Z\]\{1,3\}\$'", "column"),
    (r"(?P<where>[\w.]+): (?P<value>.*) does not match .*", "form"),
    (r"(?P<where>[\w.]+): (?P<value>.*) is not of type '(?P<type>\w+)'.*", "type_in"),
    (r"(?:None|\[.*\]|.*) is not of type 'object'", "no_mapping"),
    (r"the key '(?P<name>.*)' stands here a second time", "doubled"),
    (r"\* \(alias\)|aliases .*", "alias"),
    (r"(?s)(?:\w+Error: )?while (?:parsing|scanning) .*?line (?P<line>\d+).*", "yaml_line"),
    (r"did not find expected .*|found .*that cannot start.*|mapping values are not allowed.*|could not find expected.*"
     r"|found unexpected .*|no YAML|not YAML|expected the node content.*", "yaml"),
    (r"(?:Type|Attribute|Key|Value)Error: .*|no mapping", "shape"),
    (r"fields: \{title: \.\.\.\}", "mapping_empty"),
    (r"(?P<name>\w+): \{name: column\}", "mapping_pairs"),
    (r"(?P<name>format|first_line): (?P<value>.*)\?", "mapping_value"),
    (r"(?P<name>\w+)\?", "mapping_key"),
    (r"auditor\.toml: .*missing .* required .*argument: '(?P<name>\w+)'", "toml_required"),
    (r"auditor\.toml: (?P<name>[\w-]+)\?", "toml_unknown"),
    (r"auditor\.toml: (?P<name>\w+) = (?P<value>.*) is no day", "toml_day"),
    (r"auditor\.toml: (?P<name>\w+) must be text", "toml_text"),
    (r"auditor\.toml: province is empty", "toml_province"),
    (r"auditor\.toml: period_from .*", "toml_period"),
    (r"auditor\.toml: .*\(at line (?P<line>\d+), .*", "toml_line"),
    (r"auditor\.toml: .*\(at end of document\)", "toml_end"),
    (r"maximum recursion depth exceeded.*", "too_deep"),
    (r"two tables", "officials_two"),
    (r"more than (?P<n>\d+) rows", "officials_many"),
    (r"no column (?P<name>name|sex|titles|source)", "officials_column"),
    (r"row (?P<row>\d+): (?P<name>\w+) is too long", "officials_long"),
    (r"row (?P<row>\d+): no name: (?P<value>.*)", "officials_name"),
    (r"row (?P<row>\d+): no sex: (?P<value>.*)", "officials_sex"),
    (r"row (?P<row>\d+): a sex without titles", "officials_titles"),
    (r"row (?P<row>\d+): a sex without source", "officials_source"),
    (r"(?:list|str|int|float|bool|NoneType)", "no_object"),
    (r"Expecting .*|Extra data.*|Unterminated string.*|Invalid .*escape.*|Invalid control character.*", "json"),
    (r"jsonl, csv, xlsx, warc[\w, ]*\? .*", "which_format"),
    (r"(?P<name>--[\w-]+) = (?P<value>.*) is no day", "option_day"),
    (r"no promise (?P<name>.*); known: (?P<known>.*)", "no_promise"),
    (r"reached (?P<value>\S+) is more than of (?P<known>\S+)", "reached"),
    (r"no figure (?P<name>.*)", "no_figure"),
    (r"no item (?P<name>.*) in (?P<known>.*)", "no_member"),
    (r"--circulation outlet --outlet …", "circulation_outlet"),
    (r"--outlet (?P<name>.*)\? \(auditor outlets list\)", "no_outlet"),
    (r"(?P<option>--[\w-]+) (?P<value>.*)(?:\?| ≠) (?P<known>[^(].*)", "option_value"),
    (r"(?P<option>--[\w-]+)", "option_missing"),
    (r"(?P<name>.+)\? (?P<known>\.\w+(?:, \.\w+)*)", "wanted_suffix"),
    (r"(?P<name>\S+)\? (?P<known>[^(].*)", "no_id"),
    (r"(?P<name>.+) \(auditor index show\)", "no_indicator"),
    (r"(?P<edition>[\w.-]+): (?P<name>\S+)\? \(indicator\)", "no_line"),
    (r"(?P<suffix>\S+) ≠ (?P<known>.*)", "suffix"),
    (r"no fields: (?P<known>.*)", "no_fields"),
    (r"(?P<name>.*)\? \((?P<known>.*)\)", "no_column"),
    (r"no text", "no_text"),
    (r"no letters", "no_letters"),
    (r"0", "no_rows"),
)  # fmt: skip
# "[Errno 28] No space left on device: 'a.warc.gz'": number and file are said elsewhere in the sentence
_ERRNO = re.compile(r"^\[Errno \d+\] (.*?)(?:: '.*')?$", re.DOTALL)
_COMPILED = tuple((re.compile(form), key) for form, key in (*EDITION_FORMS, *RULE_FORMS, *_FORMS))


def plainly(shell: Callable[..., str], detail: object) -> str:
    """A technical cause as words of the catalogue, or as it is where nobody foresaw it; always one line."""
    text = _ERRNO.sub(r"\1", str(detail))
    for form, key in _COMPILED:
        if found := form.fullmatch(text):
            # a value is always given, so that doubled braces of the catalogue are halved
            return shell(f"detail.{key}", detail=text, **{k: v or "" for k, v in found.groupdict().items()})
    return " ".join(text.split())[:300]
