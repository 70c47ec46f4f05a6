"""What all models of the contract can do."""

from schemas.base import Problem, lean
from schemas.structure import LineRef


def test_lean_models_share_the_set_of_their_fields_names_and_are_what_they_were() -> None:
    one, other = lean(LineRef(page=1, line=2)), lean(LineRef(page=3, line=4))
    assert one.model_fields_set is other.model_fields_set
    assert one.model_fields_set == {"page", "line"}
    assert one == LineRef(page=1, line=2) != other
    assert one.model_dump_json() == LineRef(page=1, line=2).model_dump_json()


def test_each_kind_of_model_shares_a_set_of_its_own() -> None:
    problem = lean(Problem(code="encrypted", sv="Låst.", en="Locked."))
    assert problem.model_fields_set == {"code", "sv", "en", "field"}
    assert lean(LineRef(page=1, line=2)).model_fields_set == {"page", "line"}


def test_json_in_bytes_is_the_json_in_text() -> None:
    problem = Problem(code="encrypted", sv="Låst – ”öppna” först.", en="Locked.")
    assert problem.json_bytes() == problem.model_dump_json().encode()
