"""`python -m snippets data`."""

import pytest

from snippets._engine import data


def test_command(tmp_path, capsys):
    data.main(["diabetes"], tmp_path / "data", offline=True)
    header, row, notice = capsys.readouterr().out.splitlines()
    assert header.split() == ["name", "data", "source", "files", "size"]
    assert row.split()[:4] == ["diabetes", "stand-in", "generated", "1"]
    assert notice.startswith("diabetes: made up")
    assert "COURSE_DATA" in notice


def test_a_set_that_cannot_be_had_is_an_error_and_prints_nothing(tmp_path, capsys):
    in_the_way = tmp_path / "data"
    in_the_way.write_text("a file, not a folder")
    with pytest.raises(data.DataError) as caught:
        data.main(["diabetes"], in_the_way, offline=True)
    assert str(in_the_way) in str(caught.value)
    assert capsys.readouterr().out == ""
