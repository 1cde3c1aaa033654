"""The command ``pincite``: what it prints, and its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot import cli

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "knowledge" / "documents" / "frus1952-54v14p1-d183.txt"
CONTROL = "Why can't Moscow control Peiping like one of its satellites?"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that all tests here may share: they only read."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: Path) -> None:
    """No setting of this machine reaches a test."""
    for name in ("DISCORD_TOKEN", "DISCORD_API_BASE", "DATABASE_URL", "PINCITE_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PINCITE_DATA", str(data))
    monkeypatch.chdir(tmp_path)


class Outcome:
    """What a call printed, and its exit status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> Any:
        """The one object on stdout."""
        return json.loads(self.out)


@pytest.fixture
def pincite(capsys: pytest.CaptureFixture[str]) -> Any:
    """Call the command in this process."""

    def call(*arguments: str) -> Outcome:
        status = cli.invoke(list(arguments))
        printed = capsys.readouterr()
        return Outcome(status, printed.out, printed.err)

    return call


def test_an_answer_is_printed_with_its_sentence_marked_its_page_and_its_link(pincite: Any) -> None:
    """Piped, the answering sentence stands between asterisks, and the link is whole in one line."""
    shown = pincite("ask", CONTROL, "--limit", "1")

    assert 0 == shown.status
    assert "¶ 6 · forces of soviet influence and authority in communist china · pp. 402–403" in shown.out
    marked = " ".join(shown.out.split("**")[1].split())
    assert marked.startswith("Necessarily, the independent power base")
    assert marked.endswith("satellite controls over China.")
    assert "answer on p. 402 · https://history.state.gov/historicaldocuments/frus1952-54v14p1/d183#pg_402" in shown.out


def test_an_answer_in_json_has_what_programs_rely_on(pincite: Any) -> None:
    """The fields of the contract are there, in their types, and offsets hold."""
    answer = pincite("ask", CONTROL, "--json").json
    hit = answer["hits"][0]

    assert {
        "id", "question", "kind", "answered", "confidence", "corrections", "aliases", "unknown_words", "hits",
        "elapsed_ms",
    } <= answer.keys()  # fmt: skip
    assert (None, CONTROL, "passages", True) == (answer["id"], answer["question"], answer["kind"], answer["answered"])
    assert 0 <= answer["confidence"] <= 1
    assert 3 == len(answer["hits"])
    assert {
        "rank", "score", "passage_id", "document", "role", "section", "paragraph", "pages", "text", "start", "end",
        "highlights", "matched_terms", "url", "citation",
    } <= hit.keys()  # fmt: skip
    assert {"first": "402", "last": "403", "kind": "printed"} == hit["pages"]
    assert {"id", "title"} <= hit["document"].keys()
    best = hit["highlights"][0]
    assert hit["text"][best["start"] : best["end"]] == best["text"]
    assert {"first": "402", "last": "402", "kind": "printed"} == best["pages"]
    assert hit["end"] - hit["start"] == len(hit["text"])


def test_a_look_up_gives_the_whole_place_without_scores(pincite: Any) -> None:
    """A page has all its paragraphs, whatever the limit says."""
    answer = pincite("ask", "what's on page 404?", "--limit", "2", "--json").json

    assert "lookup" == answer["kind"]
    assert ["10", "11", "12", "13", "14"] == [hit["paragraph"] for hit in answer["hits"]]
    assert {None} == {hit["score"] for hit in answer["hits"]}


def test_nothing_found_is_said_with_status_1(pincite: Any) -> None:
    """The words that the library never uses are named, on paper and in JSON."""
    shown = pincite("ask", "what's a good pizza topping")
    answer = pincite("ask", "what's a good pizza topping", "--json")

    assert 1 == shown.status == answer.status
    assert "“pizza” or “topping”" in shown.out
    assert "not an answer" in shown.out
    assert ("nothing", False, ["pizza", "topping"]) == (
        answer.json["kind"], answer.json["answered"], answer.json["unknown_words"],
    )  # fmt: skip


def test_a_place_that_does_not_exist_is_said_with_status_1(pincite: Any) -> None:
    """A page outside the document gets the pages that it has."""
    shown = pincite("lookup", "page 412")

    assert (1, "Page 412 is not in this document: it has pages 401–407.\n") == (shown.status, shown.out)


def test_a_file_of_questions_gets_an_answer_a_line_in_the_same_order(pincite: Any, tmp_path: Path) -> None:
    """Ids travel along; a blank line is passed over; the status is 0 even where nothing is found."""
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "a", "question": "show me paragraph 17"}\n\n{"id": 2, "question": "pizza topping"}\n', encoding="utf-8"
    )
    shown = pincite("ask", "--questions", str(file), "--limit", "5", "--json")
    answers = [json.loads(line) for line in shown.out.splitlines()]

    assert 0 == shown.status
    assert [("a", "lookup", True), (2, "nothing", False)] == [
        (answer["id"], answer["kind"], answer["answered"]) for answer in answers
    ]


def test_the_document_is_inspected_without_a_database(pincite: Any) -> None:
    """Inspect gives sections, passages in reading order, notes and warnings, and stores nothing."""
    inspected = pincite("inspect", str(DOCUMENT), "--json").json

    assert {"title", "metadata", "language", "sections", "passages", "notes", "warnings"} <= inspected.keys()
    assert 10 == len(inspected["sections"])
    assert [str(number) for number in range(1, 22)] == [
        passage["number"] for passage in inspected["passages"] if passage["role"] == "paragraph"
    ]
    assert [("1", "401")] == [(note["mark"], note["pages"]["first"]) for note in inspected["notes"]]
    assert any("401" in warning for warning in inspected["warnings"])


def test_list_and_contents_show_the_library(pincite: Any) -> None:
    """The bundled document is there from the first start on."""
    listed, contents = pincite("list", "--json").json, pincite("contents", "--json").json

    assert "frus1952-54v14p1-d183" == listed["document"]["id"] == contents["document"]["id"]
    assert (21, 10) == (listed["paragraphs"], listed["sections"])
    assert ["16", "17", "18"] == contents["sections"][6]["paragraphs"]
    assert contents["sections"][6]["heading"] is None


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((), "Usage"),
        (("ask",), "QUESTION"),
        (("ask", "   "), "empty"),
        (("ask", "x" * 8001), "8,000"),
        (("ask", "x", "--limit", "0"), "--limit"),
        (("ask", "x", "--document", "nowhere"), "no document “nowhere”"),
        (("ask", "x", "--questions", "none.jsonl"), "none.jsonl"),
        (("frobnicate",), "frobnicate"),
        (("lookup", "the weather"), "page 404"),
        (("contents", "nowhere"), "nowhere"),
        (("inspect", "none.txt"), "none.txt"),
        (("inspect", "."), "is not a file"),
        (("inspect", sys.executable), "is a binary file"),
        (("evaluate", "."), "corpus.jsonl"),
        (("bench", "--passages", "1"), "--passages"),
        (("--data", __file__, "list"), "--data"),
    ],
)
def test_wrong_use_gets_one_line_and_status_2(pincite: Any, arguments: Sequence[str], part: str) -> None:
    """Bad input is said on stderr in words, never as a traceback, and stdout stays empty."""
    shown = pincite(*arguments)

    assert (2, "") == (shown.status, shown.out)
    assert part in shown.err
    assert not arguments or 1 == len(shown.err.splitlines())


def test_a_question_file_that_is_none_names_the_line(pincite: Any, tmp_path: Path) -> None:
    """What was right before the line is answered, the line is named."""
    file = tmp_path / "questions.jsonl"
    file.write_text('{"id": 1, "question": "paragraph 17"}\nparagraph 18\n', encoding="utf-8")
    shown = pincite("ask", "--questions", str(file), "--json")

    assert 2 == shown.status
    assert 1 == len(shown.out.splitlines())
    assert "Line 2" in shown.err


def test_a_damaged_database_is_left_alone_with_status_3(pincite: Any, tmp_path: Path) -> None:
    """One sentence names the file; its bytes stay what they were."""
    file = tmp_path / "pincite.db"
    file.write_bytes(b"no database at all" * 100)
    shown = pincite("ask", "trade", "--data", str(tmp_path))

    assert (3, "") == (shown.status, shown.out)
    assert str(file) in shown.err
    assert 1 == len(shown.err.splitlines())
    assert b"no database at all" * 100 == file.read_bytes()


def test_a_data_folder_that_cannot_be_made_is_said_with_status_3(
    pincite: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder below a file cannot be."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("PINCITE_DATA", str(tmp_path / "file" / "data"))
    shown = pincite("list")

    assert 3 == shown.status
    assert "PINCITE_DATA" in shown.err
    assert 1 == len(shown.err.splitlines())


@pytest.mark.parametrize("command", ["list", "run"])
def test_an_unreadable_env_file_is_said_with_status_2(pincite: Any, tmp_path: Path, command: str) -> None:
    """A folder where the file should be stops every command that reads settings."""
    (tmp_path / ".env").mkdir()
    shown = pincite(command)

    assert 2 == shown.status
    assert ".env" in shown.err
    assert 1 == len(shown.err.splitlines())


def test_the_doctor_finds_nothing_wrong_with_a_new_library(pincite: Any) -> None:
    """Without a token everything else is fine."""
    findings = [json.loads(line) for line in pincite("doctor", "--json").out.splitlines()]

    assert {"settings": "ok", "storage": "ok", "library": "ok", "token": "note"} == {
        finding["check"]: finding["status"] for finding in findings
    }


def test_the_doctor_names_the_damage(pincite: Any, tmp_path: Path) -> None:
    """A damaged database is found, and the status is that of a failure of the machine."""
    (tmp_path / "pincite.db").write_bytes(b"\x00" * 4096)
    shown = pincite("doctor", "--data", str(tmp_path))

    assert 3 == shown.status
    assert "✗ storage" in shown.out


def test_evaluate_measures_a_folder_and_writes_a_run(pincite: Any, tmp_path: Path) -> None:
    """A two-passage set comes out with perfect figures and a run file in TREC's form."""
    (tmp_path / "qrels").mkdir()
    corpus = [
        {"_id": "a", "title": "Rivers", "text": "The Danube flows through Vienna and Budapest."},
        {"_id": "b", "title": "Rivers", "text": "The Rhine flows through Basel and Cologne."},
    ]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, corpus)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "Which river flows through Vienna?"}', "utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq\ta\t1\n", encoding="utf-8")
    figures = pincite("evaluate", str(tmp_path), "--run", str(tmp_path / "run"), "--json").json

    assert (1.0, 1.0, 1, 2) == (figures["ndcg@10"], figures["success@1"], figures["queries"], figures["passages"])
    assert ["q", "Q0", "a", "1"] == (tmp_path / "run").read_text(encoding="utf-8").split()[:4]


def test_bench_compares_with_plain_rank_bm25(pincite: Any) -> None:
    """The scores of the two are the same, and all figures are there."""
    figures = pincite("bench", "--passages", "50", "--json").json

    assert figures["greatest_score_difference"] < 1e-6
    assert {"answer_ms", "rank_ms", "plain_rank_bm25_ms", "times_faster"} <= figures.keys()


def test_the_module_is_the_command(data: Path, tmp_path: Path) -> None:
    """``python -m bot`` answers, in a process of its own, with JSON alone on stdout; a closed pipe is no error."""
    environment = {**os.environ, "PINCITE_DATA": str(data), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", "ask", "trade controls", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment)
    piped = subprocess.run(
        f"{sys.executable} -m bot lookup 'page 404' | head -c 1",
        shell=True, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment,
    )  # fmt: skip

    assert json.loads(done.stdout)["answered"]
    assert ("", "") == (done.stderr, piped.stderr)


def test_chat_answers_until_an_empty_line(pincite: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question gets its answer; a bad one gets a sentence and the chat goes on."""
    lines = iter(["what page mentions Tibet?", "x" * 8001, ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    shown = pincite("chat")

    assert 0 == shown.status
    assert "¶ 20" in shown.out
    assert "8,000" in shown.out
