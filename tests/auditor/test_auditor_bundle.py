"""A bundle gives the same report to whoever gets it, tells who made it, and can do no harm where it is opened."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import zipfile
from dataclasses import replace

import pytest
from auditor_proved import OUTLET

from auditor import backup
from auditor.cli import main
from auditor.errors import InputError, UsageError
from auditor.proof import bundling, opening, sealed, signing
from auditor.words import Words
from auditor.workspace import Workspace

VI = Words("vi")
OTHER = "lac-giang-trang-truyen-thanh"


def bundled(workspace, target, **more):
    return bundling.bundle(workspace, target, VI, **more)


@pytest.fixture(scope="module")
def made(audited, tmp_path_factory):
    """One signed bundle with its pages, and the workspace it is of."""
    import shutil

    folder = tmp_path_factory.mktemp("bundle")
    shutil.copytree(audited.path, folder / "w")
    workspace = Workspace.open(folder / "w")
    bundled(workspace, folder / "b.zip", with_archive=True)
    return workspace, folder / "b.zip"


def members(file) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(target, content: dict[str, bytes]):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return target


def listed(content: dict[str, bytes], key: str = "", sign=None) -> dict[str, bytes]:
    """Members with a manifest that fits them, as somebody with another program would write it."""
    head = json.loads(content.pop("manifest.json"))
    content.pop("manifest.sig", None)
    head["files"] = {n: {"size": len(d), "sha256": hashlib.sha256(d).hexdigest()} for n, d in content.items()}
    head |= {"key": key, "fingerprint": signing.fingerprint(signing.decoded(key)) if key else ""}
    raw = json.dumps(head, ensure_ascii=False).encode()
    signature = {"manifest.sig": signing.encoded(sign(b"auditor.bundle/1\n" + raw)).encode()} if sign else {}
    return {**content, "manifest.json": raw, **signature}


def test_the_same_workspace_gives_the_same_bytes_and_the_same_report_elsewhere(made, tmp_path, capsys):
    workspace, file = made
    again = bundled(workspace, tmp_path / "again.zip", with_archive=True)
    assert (tmp_path / "again.zip").read_bytes() == file.read_bytes()
    assert again.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    elsewhere = tmp_path / "nơi khác" / "gói"
    assert main(["bundle", "open", str(file), str(elsewhere)]) == 0
    assert "giống hệt báo cáo trong gói, từng byte" in capsys.readouterr().out
    report = members(file)["report.json"]
    assert (elsewhere / "reports" / "report.json").read_bytes() == report
    # and it stands on its own: every figure comes out of what the folder holds
    assert main(["-w", str(elsewhere), "verify", str(elsewhere / "bundle" / "report.json")]) == 0


def test_a_bundle_is_verified_as_it_is(made, capsys):
    _, file = made
    assert main(["verify", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["same"]
    assert found["pages"] == found["articles"] >= 80


def test_a_changed_score_in_a_bundle_is_found_although_its_hashes_fit(made, tmp_path, capsys):
    _, file = made
    folder = tmp_path / "o"
    opening.open_bundle(file, folder)
    with Workspace.open(folder).store() as store:
        store.execute("UPDATE scores SET points = 1 WHERE outlet = ? AND code = 'B1.1.1'", (OUTLET,))
        store.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = members(file)
    content["workspace/auditor.sqlite"] = (folder / "auditor.sqlite").read_bytes()
    report = json.loads(content["report.json"])
    report["provenance"]["signer"] = ""
    content["report.json"] = json.dumps(report).encode()
    forged = packed(tmp_path / "f.zip", listed(content))
    assert opening.check(forged).signer == ""
    assert main(["verify", str(forged), "--json"]) == 1
    kinds = {d["kind"] for d in json.loads(capsys.readouterr().out)["differences"]}
    assert "score" in kinds


def test_what_is_in_a_bundle_is_told_and_the_private_key_is_never_there(made, capsys):
    workspace, file = made
    main(["bundle", "check", str(file)])
    said = capsys.readouterr().out
    assert "NỘI BỘ" in said
    assert signing.signer_of(workspace.path) in said
    content = members(file)
    assert "tệp khác" not in said
    assert {"workspace/auditor.sqlite", "workspace/rules/toa-soan.yaml", "workspace/targets.yaml"} <= set(
        content
    )
    secret = (workspace.path / signing.PRIVATE).read_bytes()
    assert not any(secret in data or b"PRIVATE KEY" in data for data in content.values())
    backup.backup(workspace, file.with_name("sao-luu.zip"))
    assert "signing.key" not in members(file.with_name("sao-luu.zip"))
    assert "signing.pub" in members(file.with_name("sao-luu.zip"))


@pytest.mark.skipif(os.name == "nt", reason="the folder's own permissions decide there")
def test_nobody_else_can_read_the_private_key(made):
    workspace, _ = made
    assert stat.S_IMODE((workspace.path / signing.PRIVATE).stat().st_mode) == 0o600


def test_every_form_of_the_report_prints_the_fingerprint_or_that_there_is_none(proved, tmp_path):
    from auditor.figures import province_report
    from reports import render_html

    with proved.store(readonly=True) as store:
        before = province_report(proved, store, VI)
    assert dict(before.versions)["signature"] == "chưa ký số"
    assert "chưa ký số" in render_html(before, VI)
    signing.make_key(proved)
    with proved.store(readonly=True) as store:
        after = province_report(proved, store, VI)
    signer = signing.signer_of(proved.path)
    assert signer in render_html(after, VI)
    assert after.provenance.signer == signer
    assert len(signer.replace(" ", "")) == 40


def test_an_unsigned_bundle_is_allowed_and_said(proved, tmp_path, capsys):
    found = bundled(proved, tmp_path / "b.zip", signed=False)
    assert (found.signer, signing.has_private(proved.path)) == ("", False)
    main(["bundle", "check", str(tmp_path / "b.zip")])
    assert "chưa ký số" in capsys.readouterr().out


def _flip_store(content):
    content["workspace/auditor.sqlite"] = content["workspace/auditor.sqlite"][:-1] + b"\x01"


def _flip_manifest(content):
    content["manifest.json"] = content["manifest.json"].replace(b'"as_of": "2025', b'"as_of": "2024')


def _flip_signature(content):
    content["manifest.sig"] = signing.encoded(bytes(64)).encode()


def _no_signature(content):
    del content["manifest.sig"]


def _extra(content):
    content["workspace/evidence/la.txt"] = b"x"


def _less(content):
    del content["report.html"]


@pytest.mark.parametrize(
    "change", [_flip_store, _flip_manifest, _flip_signature, _no_signature, _extra, _less]
)
def test_a_changed_bundle_is_refused_and_nothing_is_written(made, tmp_path, change, say):
    content = members(made[1])
    change(content)
    file = packed(tmp_path / "b.zip", content)
    code, said = say("bundle", "open", file, tmp_path / "o")
    assert code == 5
    assert "Không ghi gì ra đĩa" in said
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.zip"]


def test_a_bundle_signed_anew_by_somebody_else_is_refused(made, tmp_path):
    """Who changes a bundle can sign it with a key of his own; the report in it still names ours."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    thief = Ed25519PrivateKey.generate()
    key = signing.encoded(thief.public_key().public_bytes_raw())
    file = packed(tmp_path / "b.zip", listed(members(made[1]), key, thief.sign))
    with pytest.raises(sealed.ForeignKey):
        opening.check(file)
    # naming his key in the report as well, he is found by whoever knows ours
    content = members(made[1])
    report = json.loads(content["report.json"])
    report["provenance"]["signer"] = signing.fingerprint(thief.public_key().public_bytes_raw())
    content["report.json"] = json.dumps(report).encode()
    file = packed(tmp_path / "c.zip", listed(content, key, thief.sign))
    assert opening.check(file).signer
    with pytest.raises(sealed.ForeignKey):
        opening.check(file, signer=signing.signer_of(made[0].path))


def test_a_fingerprint_is_compared_as_people_write_it(made):
    workspace, file = made
    signer = signing.signer_of(workspace.path)
    assert opening.check(file, signer=signer.lower().replace(" ", ":")).expected
    for wrong in (signer[:9], "0" * 40):
        with pytest.raises(sealed.ForeignKey):
            opening.check(file, signer=wrong)


@pytest.mark.parametrize(
    "name",
    ["../ra.txt", "/etc/x", "workspace/../../x", "workspace/evidence/../../x", "C:\\x", "workspace\\x", "workspace/.lock",
     "workspace/signing.key", "workspace/evidence/con.txt", "workspace/evidence/a:b", "workspace/evidence/ ./x", "a" * 300],
)  # fmt: skip
def test_no_member_lands_outside_or_in_the_place_of_something_else(made, tmp_path, name):
    content = members(made[1])
    content[name] = b"x"
    file = packed(tmp_path / "b.zip", listed(content))
    with pytest.raises(sealed.BadBundle):
        opening.open_bundle(file, tmp_path / "o")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["b.zip"]


def test_two_names_that_windows_takes_for_one_are_refused(made, tmp_path):
    content = members(made[1])
    content |= {"workspace/evidence/A.txt": b"1", "workspace/evidence/a.txt": b"2"}
    with pytest.raises(sealed.BadBundle):
        opening.check(packed(tmp_path / "b.zip", listed(content)))


def test_a_bomb_is_refused_before_it_is_unpacked(made, tmp_path, monkeypatch):
    bundled(made[0], tmp_path / "p.zip", circulation="public")
    content = members(tmp_path / "p.zip")
    content["data/bom.csv"] = b"0" * 40_000_000
    file = packed(tmp_path / "b.zip", listed(content))
    assert file.stat().st_size < 150_000
    # small files may grow more: there 50 MB are no harm
    monkeypatch.setattr(sealed, "SMALL", 1_000_000)
    monkeypatch.setattr(sealed, "content", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(sealed.BadBundle):
        opening.check(file)


def test_a_member_larger_than_its_manifest_says_is_refused(made, tmp_path):
    content = listed(members(made[1]))
    content["report.html"] = b"0" * 10_000_000
    with pytest.raises(sealed.BadBundle):
        opening.check(packed(tmp_path / "b.zip", content))


def test_a_bundle_cut_short_or_none_at_all_is_said(made, tmp_path, say):
    data = made[1].read_bytes()
    for content in (data[: len(data) // 2], data[:-30], b"", b"PK\x03\x04cut", b"no zip"):
        (tmp_path / "b.zip").write_bytes(content)
        code, said = say("bundle", "check", tmp_path / "b.zip")
        assert (code, "không phải gói" in said) == (5, True)
    assert say("bundle", "check", tmp_path / "khong-co.zip")[0] == 5
    assert say("verify", tmp_path / "b.zip")[0] == 5


@pytest.mark.parametrize("head", ["[]", "{}", '{"schema": "auditor.bundle/1"}', '{"schema": "auditor.bundle/99", "files": {}}',
                                  '{"schema": "auditor.bundle/1", "key": "", "files": {"report.json": 3}}', "[" * 100_000])  # fmt: skip
def test_a_manifest_of_another_shape_is_said(tmp_path, head):
    file = packed(tmp_path / "b.zip", {"manifest.json": head.encode(), "report.json": b"{}"})
    with pytest.raises(sealed.BadBundle):
        opening.check(file)


def test_nothing_is_opened_over_what_is_there(made, tmp_path, say):
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "cua-toi.txt").write_text("x", encoding="utf-8")
    code, said = say("bundle", "open", made[1], tmp_path / "o")
    assert code == 3
    assert "không trống" in said
    assert [p.name for p in (tmp_path / "o").iterdir()] == ["cua-toi.txt"]


def test_who_opens_a_bundle_cannot_sign_in_the_departments_name(made, tmp_path, say):
    opening.open_bundle(made[1], tmp_path / "o")
    code, said = say("-w", tmp_path / "o", "bundle", "-o", tmp_path / "x.zip")
    assert code == 5
    assert "không có khóa riêng" in said
    assert not (tmp_path / "x.zip").exists()
    assert say("-w", tmp_path / "o", "bundle", "-o", tmp_path / "x.zip", "--unsigned")[0] == 0


def test_a_key_that_was_kept_can_be_taken_back_and_another_one_not(made, proved, tmp_path):
    workspace, file = made
    signing.save_key(workspace, tmp_path / "khoa.pem")
    opening.open_bundle(file, tmp_path / "o")
    opened = Workspace.open(tmp_path / "o")
    signing.make_key(proved)
    with pytest.raises(signing.BadKey):
        signing.load_key(opened, proved.path / signing.PRIVATE)
    signing.load_key(opened, tmp_path / "khoa.pem")
    assert signing.sign(opened, b"x") == signing.sign(workspace, b"x")
    with pytest.raises(signing.KeyExists):
        signing.save_key(workspace, tmp_path / "khoa.pem")
    with pytest.raises(signing.KeyExists):
        signing.load_key(opened, tmp_path / "khoa.pem")


@pytest.mark.parametrize(
    "content", [b"", b"x", b"-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n", b"x" * 20_000]
)
def test_a_broken_key_is_said(proved, say, content):
    (proved.path / signing.PUBLIC).write_bytes(content)
    code, said = say("-w", proved.path, "bundle", "key")
    assert (code, "không dùng được" in said) == (5, True)


def test_a_bundle_is_of_one_day(proved, tmp_path):
    undated = Workspace(proved.path, replace(proved.config, as_of=""))
    with pytest.raises(bundling.NoDay):
        bundled(undated, tmp_path / "b.zip")
    for wrong in (
        {"circulation": "khac"},
        {"circulation": "outlet"},
        {"outlet": OUTLET},
        {"circulation": "outlet", "outlet": "?"},
    ):
        with pytest.raises(UsageError):
            bundled(proved, tmp_path / "b.zip", **wrong)
    assert not (tmp_path / "b.zip").exists()
    assert not signing.has_private(proved.path)


def test_an_outlet_gets_its_own_articles_and_nothing_of_another(made, tmp_path, capsys):
    workspace, _ = made
    file = tmp_path / "o.zip"
    bundled(workspace, file, circulation="outlet", outlet=OUTLET)
    names = {o.id: o.name for o in workspace.register().outlets}
    text = b"".join(data for name, data in members(file).items() if not name.startswith("program/")).decode()
    assert names[OUTLET] in text
    assert OTHER not in text
    # without the table of office holders another sex might come out
    assert "officials.csv" in members(file)
    with workspace.store() as store:
        # what several outlets carry is also its own
        theirs = """SELECT title FROM articles WHERE outlet = ? AND length(title) > 20
                    AND title NOT IN (SELECT title FROM articles WHERE outlet = ?)"""
        for row in store.rows(theirs, (OTHER, OUTLET)):
            assert json.dumps(row["title"], ensure_ascii=False) not in text
        for row in store.rows("SELECT checked_by FROM adoptions WHERE checked_by <> ''"):
            assert row["checked_by"] not in text
    assert main(["verify", str(file), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["articles"] >= 30
    assert found["figures"] > 200


@pytest.mark.parametrize(("change", "kind"), [("text", "text"), ("span", "span"), ("score", "figure")])
def test_one_changed_byte_in_an_outlets_bundle_is_found(made, tmp_path, capsys, change, kind):
    workspace, _ = made
    bundled(workspace, tmp_path / "o.zip", circulation="outlet", outlet=OUTLET)
    content = members(tmp_path / "o.zip")
    lines = [json.loads(line) for line in content["articles.jsonl"].splitlines()]
    report = json.loads(content["report.json"])
    if change == "text":
        lines[0]["body"] = lines[0]["body"][:-2] + "x."
    elif change == "span":
        next(line for line in lines if line["findings"])["findings"][0]["start"] += 1
    else:
        next(i for i in report["outlets"][0]["indicators"] if i["n"])["n"] += 1
    report["provenance"]["signer"] = ""
    content["articles.jsonl"] = "".join(json.dumps(x, ensure_ascii=False) + "\n" for x in lines).encode()
    content["report.json"] = json.dumps(report).encode()
    forged = packed(tmp_path / "f.zip", listed(content))
    assert main(["verify", str(forged), "--json"]) == 1
    kinds = {d["kind"] for d in json.loads(capsys.readouterr().out)["differences"]}
    assert kind in kinds


def test_a_public_bundle_is_verified_against_the_workspace(made, tmp_path, capsys):
    workspace, _ = made
    bundled(workspace, tmp_path / "p.zip", circulation="public")
    assert main(["-w", str(workspace.path), "verify", str(tmp_path / "p.zip"), "--no-pages"]) == 0
    assert "đúng như trong báo cáo" in capsys.readouterr().out
    found = opening.open_bundle(tmp_path / "p.zip", tmp_path / "o")
    assert found.same is None
    assert (tmp_path / "o" / "report.json").is_file()
    with pytest.raises(InputError):
        opening.check(tmp_path / "o" / "report.json")


def test_one_changed_figure_in_a_public_table_is_found(made, tmp_path, capsys):
    workspace, _ = made
    bundled(workspace, tmp_path / "p.zip", circulation="public")
    content = members(tmp_path / "p.zip")
    content["data/rates.csv"] = content["data/rates.csv"].replace(b"1,2025-12-31,1,2", b"1,2025-12-31,2,2")
    report = json.loads(content["report.json"])
    report["provenance"]["signer"] = ""
    content["report.json"] = json.dumps(report).encode()
    forged = packed(tmp_path / "f.zip", listed(content))
    assert main(["-w", str(workspace.path), "verify", str(forged), "--no-pages", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["differences"]
    assert found["where"] == "data/rates.csv:2"
    assert found["now"].startswith("1,2025-12-31,1,2")


@pytest.mark.parametrize("as_zip", [True, False])
def test_a_data_package_is_verified_with_its_tables(made, tmp_path, capsys, as_zip):
    workspace, _ = made
    target = tmp_path / ("p.zip" if as_zip else "p")
    assert main(["-w", str(workspace.path), "export", str(target), "-c", "internal"]) == 0
    report = target if as_zip else target / "report.json"
    assert main(["-w", str(workspace.path), "verify", str(report), "--no-pages"]) == 0
    if as_zip:
        content = members(target)
        content["data/scores.csv"] += b"x\n"
        packed(target, content)
    else:
        with (target / "data" / "scores.csv").open("ab") as out:
            out.write(b"x\n")
    capsys.readouterr()
    assert main(["-w", str(workspace.path), "verify", str(report), "--no-pages", "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)["differences"]
    assert (found["where"].split(":")[0], found["before"]) == ("data/scores.csv", "x")


@pytest.mark.parametrize("line", [b"x", b"{}", b"[]", b'{"id": "a"}', b"[" * 100_000, b'{"id": 1, "url": 2}'])
def test_a_broken_line_in_an_outlets_bundle_is_said(made, tmp_path, say, line):
    workspace, _ = made
    bundled(workspace, tmp_path / "o.zip", circulation="outlet", outlet=OUTLET)
    content = members(tmp_path / "o.zip")
    report = json.loads(content["report.json"])
    report["provenance"]["signer"] = ""
    content |= {"report.json": json.dumps(report).encode(), "articles.jsonl": line}
    code, said = say("verify", packed(tmp_path / "f.zip", listed(content)))
    assert (code, "articles.jsonl:1" in said) == (5, True)


def test_a_bundle_of_another_outlet_than_it_says_is_refused(made, tmp_path):
    workspace, _ = made
    bundled(workspace, tmp_path / "o.zip", circulation="outlet", outlet=OUTLET)
    content = members(tmp_path / "o.zip")
    content["manifest.json"] = content["manifest.json"].replace(OUTLET.encode(), OTHER.encode())
    report = json.loads(content["report.json"])
    report["provenance"]["signer"] = ""
    content["report.json"] = json.dumps(report).encode()
    with pytest.raises(sealed.BadBundle):
        opening.check(packed(tmp_path / "f.zip", listed(content)))


@pytest.mark.slow
def test_the_programs_register_goes_along_in_a_real_province(tmp_path):
    """The program that opens a bundle may know other bodies; who was counted can be read from it all the same."""
    from auditor_rooms import article

    from auditor import pipeline
    from auditor.workspace import Config

    config = Config(
        province="Hải Phòng", period_from="2025-01-01", period_to="2025-12-31", as_of="2025-12-31"
    )
    workspace = Workspace.create(tmp_path / "w", config)
    outlet = workspace.register().on("2025-12-31", "Hải Phòng")[0]
    with workspace.store() as store:
        store.put_article(article(1, outlet.id))
        pipeline.analyse_stage(workspace, store, jobs=1)
        pipeline.score_stage(workspace, store)
    bundled(workspace, tmp_path / "b.zip")
    names = set(members(tmp_path / "b.zip"))
    assert any(name.startswith("program/outlets/") and name.endswith(".yaml") for name in names)
    assert "program/plans/targets.yaml" in names
    assert main(["verify", str(tmp_path / "b.zip")]) == 0
    bundled(workspace, tmp_path / "o.zip", circulation="outlet", outlet=outlet.id)
    assert not [name for name in members(tmp_path / "o.zip") if "outlets" in name]
