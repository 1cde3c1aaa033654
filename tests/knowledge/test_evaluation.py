"""The field's measures, against values worked out by hand, and over a real question set."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from pathlib import Path

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

from knowledge import InputError, ablate, evaluate, load_question_set, write_measures, write_run
from knowledge.evaluation import METRICS, ndcg, recall, reciprocal_rank, success
from knowledge.ranking.index import Weights

SHARED = Path(__file__).parents[3] / "shared"

CORPUS: list[dict[str, str | None]] = [
    {"_id": "d1", "title": "Rice > Harvest", "text": "Peiping sells rice. Rice is rare."},
    {"_id": "d2", "title": "", "text": "Moscow sells machines."},
    {"_id": "d3", "title": None, "text": "Nobody buys coal."},
]
QUERIES = [
    {"_id": "q1", "text": "Who sells rice?"},
    {"_id": "q2", "text": "coal buyers"},
    {"_id": "q3", "text": "unjudged"},
]
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td3\t2\nq2\td2\t1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A question set of three passages and three questions, one of them without a judgement."""
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, CORPUS)) + "\n\n", encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, QUERIES)), encoding="utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text(QRELS, encoding="utf-8")
    return tmp_path


# Measures


def test_ndcg_by_hand() -> None:
    """Gains over the logarithm of their rank, over what the best order would have."""
    relevant = {"a": 3, "b": 2, "c": 1}
    gained = 2 / math.log2(2) + 0 / math.log2(3) + 3 / math.log2(4)
    ideal = 3 / math.log2(2) + 2 / math.log2(3) + 1 / math.log2(4)
    assert pytest.approx(gained / ideal) == ndcg(["b", "x", "a"], relevant)
    assert pytest.approx(0.6309, abs=1e-4) == ndcg(["x", "a"], {"a": 1})


def test_ndcg_at_its_ends() -> None:
    """The best order has 1, nothing relevant has 0, and a question without relevant passages does not divide by 0."""
    assert 1.0 == ndcg(["a", "b"], {"a": 2, "b": 1})
    assert 0.0 == ndcg(["x", "y"], {"a": 1}) == ndcg([], {"a": 1}) == ndcg(["a"], {}) == ndcg(["a"], {"a": 0})


def test_what_stands_below_the_depth_does_not_count() -> None:
    """Ten hits are looked at."""
    ranking = [*"klmnopqrst", "a"]
    assert 0.0 == ndcg(ranking, {"a": 1}) == reciprocal_rank(ranking, {"a": 1}) == recall(ranking, {"a": 1})
    assert 1.0 == recall(ranking, {"a": 1}, depth=11)


def test_more_relevant_passages_than_the_depth_can_still_be_perfect() -> None:
    """The ideal order is cut at the same depth."""
    relevant = {str(number): 1 for number in range(20)}
    assert pytest.approx(1.0) == ndcg([str(number) for number in range(10)], relevant)


@pytest.mark.parametrize(
    ("ranking", "expected"), [("abc", 1.0), ("xab", 0.5), ("xya", 1 / 3), ("xyz", 0.0), ("", 0.0), ("oa", 0.5)]
)
def test_the_reciprocal_rank_is_that_of_the_first_relevant_passage(ranking: str, expected: float) -> None:
    """A passage judged 0 is not relevant."""
    assert expected == reciprocal_rank(list(ranking), {"a": 1, "b": 2, "o": 0})


@pytest.mark.parametrize(("depth", "expected"), [(1, 0.0), (2, 0.0), (3, 1.0)])
def test_success_is_a_relevant_passage_among_the_first(depth: int, expected: float) -> None:
    """One is enough."""
    assert expected == success(["o", "x", "a"], {"a": 1, "o": 0}, depth)


@pytest.mark.parametrize(("ranking", "expected"), [("ab", 1.0), ("xa", 0.5), ("xy", 0.0), ("aa", 0.5)])
def test_recall_is_the_share_that_was_found(ranking: str, expected: float) -> None:
    """Each relevant passage counts once."""
    assert expected == recall(list(ranking), {"a": 1, "b": 1, "o": 0})


IDS = st.sampled_from("abcdefgh")


@given(st.lists(IDS, unique=True), st.dictionaries(IDS, st.integers(0, 3)))
def test_every_measure_lies_between_0_and_1(ranking: list[str], relevant: dict[str, int]) -> None:
    """And agrees with the others on whether anything was found."""
    values = [
        ndcg(ranking, relevant),
        reciprocal_rank(ranking, relevant),
        recall(ranking, relevant),
        success(ranking, relevant, 10),
    ]
    assert all(0 <= value <= 1 + 1e-9 for value in values)
    assert 1 == len({value > 0 for value in values})


# Question sets


def test_a_folder_is_read(folder: Path) -> None:
    """Passages, questions and judgements; a title is the path of a section."""
    questions = load_question_set(folder)
    assert ["d1", "d2", "d3"] == [document.id for document in questions.documents]
    (passage,) = questions.documents[0].passages
    assert (("Rice", "Harvest"), "Peiping sells rice. Rice is rare.") == (passage.section, passage.text)
    assert {"q1": "Who sells rice?", "q2": "coal buyers", "q3": "unjudged"} == dict(questions.questions)
    assert {"q1": {"d1": 1}, "q2": {"d3": 2, "d2": 1}} == questions.qrels


def test_evaluating_is_asking(folder: Path) -> None:
    """Every judged question is asked, the others are left out of the means."""
    measured = evaluate(load_question_set(folder))
    assert {"q1", "q2"} == set(measured.run)
    assert ("d1", "d3") == (measured.run["q1"][0][0], measured.run["q2"][0][0])
    ideal = 2 + 1 / math.log2(3)
    expected = {
        "ndcg@10": round((1 + 2 / ideal) / 2, 4),
        "mrr@10": 1.0,
        "success@1": 1.0,
        "success@3": 1.0,
        "recall@10": 0.75,
        "queries": 2,
        "passages": 3,
    }
    assert expected == {name: value for name, value in measured.as_json().items() if name in expected}


def test_the_names_of_the_measures_are_those_of_the_field(folder: Path) -> None:
    """Other programs read them: none may go."""
    measured = evaluate(load_question_set(folder)).as_json()
    names = {"ndcg@10", "mrr@10", "success@1", "success@3", "recall@10", "queries", "passages", "ms_per_query"}
    assert names <= set(measured)
    assert json.loads(json.dumps(measured)) == measured


def test_a_mean_lies_in_its_interval(folder: Path) -> None:
    """The interval comes from resampling the questions, and is the same every time."""
    measured = evaluate(load_question_set(folder))
    for name, interval in measured.as_json()["intervals"].items():
        low, high = interval
        assert 0 <= low <= measured.as_json()[name] <= high <= 1
    assert measured.measure("recall@10") == measured.measure("recall@10")
    assert (0.5, 1.0) == (measured.measure("recall@10").low, measured.measure("recall@10").high)


def test_a_set_without_judgements_has_means_of_nothing(folder: Path) -> None:
    """No question is asked, and nothing is divided by 0."""
    (folder / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\n", encoding="utf-8")
    measured = evaluate(load_question_set(folder))
    assert (0, 0.0, {}) == (measured.as_json()["queries"], measured.as_json()["ndcg@10"], measured.run)


def test_leaving_out_a_feature_is_measured(folder: Path) -> None:
    """Everything first, as an evaluation has it, then a line a feature."""
    questions = load_question_set(folder)
    results = ablate(questions)
    measured = evaluate(questions).as_json()
    assert ["everything", *(field.name for field in fields(Weights))] == list(results)
    assert pytest.approx((measured["ndcg@10"], measured["success@1"]), abs=1e-4) == results["everything"]
    assert all(0 <= value <= 1 for pair in results.values() for value in pair)


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """With what a question set consists of."""
    (folder / name).unlink()
    with pytest.raises(InputError) as error:
        load_question_set(folder)
    assert str(error.value).startswith(f"{folder / name} is missing: a question set is a folder with corpus.jsonl")


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("corpus.jsonl", "not json"),
        ("corpus.jsonl", '{"_id": "d9"}'),
        ("corpus.jsonl", '{"_id": "d9", "text": 5}'),
        ("corpus.jsonl", '["d9", "text"]'),
        ("queries.jsonl", '{"id": "q9", "text": "x"}'),
        ("queries.jsonl", "5"),
        ("qrels/test.tsv", "q1\td1"),
        ("qrels/test.tsv", "q1\td1\tmuch"),
        ("qrels/test.tsv", "q1 d1 1"),
    ],
)
def test_a_bad_line_is_named_with_its_file(folder: Path, name: str, line: str) -> None:
    """Whoever made the set knows where to look."""
    before = (folder / name).read_text(encoding="utf-8").rstrip("\n")
    (folder / name).write_text(f"{before}\n{line}\n", encoding="utf-8")
    number = len(before.splitlines()) + 1
    with pytest.raises(InputError) as error:
        load_question_set(folder)
    assert str(error.value).startswith(f"Line {number} of {folder / name} is not in the BEIR format")


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    """A set is UTF-8."""
    (folder / "queries.jsonl").write_bytes(b'{"_id": "q1", "text": "caf\xe9"}\n')
    with pytest.raises(InputError, match=r"queries\.jsonl cannot be read"):
        load_question_set(folder)


# Runs


def test_a_run_file_is_as_trec_eval_reads_it(tmp_path: Path) -> None:
    """Query, Q0, passage, rank, score, tag: one hit a line, best first."""
    path = tmp_path / "run.txt"
    write_run({"q1": [("d1", 2.5), ("d2", 1.0)], "q2": [], "q3": [("d9", 0.125)]}, path)
    expected = "q1 Q0 d1 1 2.500000 pincite\nq1 Q0 d2 2 1.000000 pincite\nq3 Q0 d9 1 0.125000 pincite\n"
    assert expected == path.read_text(encoding="utf-8")


def test_measures_are_written_a_line_a_question(folder: Path, tmp_path: Path) -> None:
    """With the names first, so that two runs can be laid side by side."""
    path = tmp_path / "measures.tsv"
    write_measures(evaluate(load_question_set(folder)), path)
    names, *lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert ["query", "ndcg@10", "mrr@10", "success@1", "success@3", "recall@10"] == names
    assert [["q1", "1.0000", "1.0000", "1.0000", "1.0000", "1.0000"]] == [line for line in lines if line[0] == "q1"]
    assert ["0.5000"] == [line[-1] for line in lines if line[0] == "q2"]


def test_a_file_that_cannot_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    """A folder that is not there is a reason in words."""
    with pytest.raises(InputError, match=r"file .*run\.txt cannot be written"):
        write_run({}, tmp_path / "missing" / "run.txt")
    with pytest.raises(InputError, match=r"file .*measures\.tsv cannot be written"):
        write_measures(evaluate(load_question_set(folder)), tmp_path / "missing" / "measures.tsv")


# A real set


@given(
    ranking=st.lists(st.sampled_from("abcdefghijklmnop"), unique=True, min_size=1, max_size=10),
    relevant=st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 3), min_size=1),
)
def test_the_measures_are_those_of_trec_eval(ranking: list[str], relevant: dict[str, int]) -> None:
    """Every measure equals what trec_eval's own code computes from the same run and judgements."""
    names = {"ndcg_cut_10": "ndcg@10", "recip_rank": "mrr@10", "success_1": "success@1", "recall_10": "recall@10"}
    judge = pytrec_eval.RelevanceEvaluator({"q": relevant}, {"ndcg_cut.10", "recip_rank", "success.1,3", "recall.10"})
    theirs = judge.evaluate({"q": {passage: 100.0 - rank for rank, passage in enumerate(ranking)}})["q"]

    for their_name, our_name in {**names, "success_3": "success@3"}.items():
        assert theirs[their_name] == pytest.approx(METRICS[our_name](ranking, relevant), abs=1e-9)
