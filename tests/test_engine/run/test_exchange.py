"""Results that travel: what is exported comes in elsewhere and is the same; what cannot be sent says why."""

from __future__ import annotations

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run import exchange


def content(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_is_exported_comes_in_elsewhere_and_is_the_same(here, exported, elsewhere):
    brought = elsewhere.bring_in(exported)
    assert (sorted(brought.new), brought.kept) == (sorted(here.plan.snippets), [])
    assert content(elsewhere.store) == content(here.store)
    results = {result.name: result for result in elsewhere.results()}
    assert results["t/plot"].cells["a"].figures[0]["zh"].endswith("<text>损失</text></svg>\n")
    assert results["t/plot"].file("cnn.pt").read_bytes()[:3] == b"\0\1\2"
    assert results["t/train"].facts == {"x": 1, "losses": [0.5, float("inf")]}


def test_equal_results_make_equal_files(here, exported, tmp_path):
    exchange.export(tmp_path / "again.zip", here.results())
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()


def test_what_is_there_already_is_kept(here, exported):
    files = {file: file.stat().st_mtime_ns for file in here.store.rglob("*.*")}
    brought = here.bring_in(exported, exported)
    assert (brought.new, sorted(brought.kept)) == ([], sorted(here.plan.snippets))
    assert {file: file.stat().st_mtime_ns for file in here.store.rglob("*.*")} == files


def test_shares_come_in_together_or_not_at_all(here, elsewhere, tmp_path, refused):
    shares = [tmp_path / "share-1.zip", tmp_path / "share-2.zip"]
    for path, alone in zip(shares, [False, True], strict=True):
        exchange.export(path, [result for result in here.results() if (result.name == "t/train") is alone])
    good = shares[1].read_bytes()
    shares[1].write_bytes(good[:-30])
    assert refused(elsewhere, *shares).path == shares[1]
    shares[1].write_bytes(good)
    assert sorted(elsewhere.bring_in(*shares).new) == sorted(here.plan.snippets)


@pytest.mark.parametrize("number", [0, 1])
def test_an_export_that_cannot_be_written_leaves_what_was_there(here, tmp_path, monkeypatch, number):
    results = here.results()
    path = tmp_path / "course.zip"
    path.write_bytes(b"the export of yesterday")
    before = content(tmp_path)
    (results[number].folder / "result.json").rename(tmp_path / "gone")
    with pytest.raises(CourseError, match=r"course\.zip: cannot be written: .*result\.json.* Make room or give access"):
        exchange.export(path, results)
    (tmp_path / "gone").rename(results[number].folder / "result.json")
    assert content(tmp_path) == before


def test_an_export_to_where_nothing_can_be_written_says_so(here, tmp_path):
    with pytest.raises(CourseError, match=r"cannot be written: .*No such file or directory"):
        exchange.export(tmp_path / "absent" / "course.zip", here.results())


def test_an_export_of_nothing_says_what_to_do(tmp_path):
    with pytest.raises(CourseError, match=r"no result to export. Run `python -m snippets run` first"):
        exchange.export(tmp_path / "course.zip", [])
    assert not list(tmp_path.iterdir())


def test_a_figure_that_could_not_come_in_is_not_sent_out(here, tmp_path):
    (plot,) = [result for result in here.results() if result.name == "t/plot"]
    figure = plot.folder / "figures" / "a-1.en.svg"
    figure.write_text('<svg width="4"><a href="https://example.org">x</a></svg>')
    with pytest.raises(CourseError, match=r"a-1.en.svg: a figure of t/plot cannot travel: <a> on line 1"):
        exchange.export(tmp_path / "course.zip", [plot])
    assert not list(tmp_path.glob("*.zip"))


def test_a_file_that_could_not_come_in_is_not_sent_out(here, tmp_path, monkeypatch):
    monkeypatch.setattr("snippets._engine.run.incoming._LIMITS", {"result.json": 10_000, "figures": 10_000, "files": 9})
    with pytest.raises(CourseError, match=r"cnn\.pt: has more than 9 bytes\. Make it smaller"):
        exchange.export(tmp_path / "course.zip", here.results())
    assert not list(tmp_path.glob("*.zip"))


def test_too_much_is_not_sent_out_either(here, tmp_path, monkeypatch):
    monkeypatch.setattr("snippets._engine.run.archive.TOTAL", 10_000)
    with pytest.raises(CourseError, match=r"would be too large to be brought in. Export topic by topic"):
        exchange.export(tmp_path / "course.zip", here.results())


def test_no_room_to_unpack_changes_nothing(exported, elsewhere, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(CourseError, match=r"the results cannot be unpacked: No space left on device. Make room"):
        elsewhere.bring_in(exported)
    assert not elsewhere.store.exists()
