"""The invented persons are the same at every run, of the announced size, and valid cases."""

import pytest

from benchmarks import choice, population
from xueshi.read import case_from_mapping


def test_the_same_seed_gives_the_same_persons() -> None:
    assert population.realistic(7, 50) == population.realistic(7, 50)
    assert population.realistic(7, 50) != population.realistic(8, 50)


def test_realistic_persons_have_about_six_records() -> None:
    people = population.realistic(1, 2000)
    assert 5.5 < sum(len(person["records"]) for person in people) / len(people) < 5.9


def test_hard_persons_have_forty_records_of_which_ten_to_twenty_are_flexible() -> None:
    for person in population.hard(1, 50):
        assert len(person["records"]) == 40
        assert 10 <= sum(record["kind"] in population.FLEXIBLE for record in person["records"]) <= 20


@pytest.mark.parametrize("generate", [population.realistic, population.hard])
def test_every_person_is_a_valid_case(generate: population.Generate) -> None:
    for person in generate(3, 100):
        case = case_from_mapping(person, name=person["person"])
        assert len(case.records) == len(person["records"])


@pytest.mark.parametrize("family", choice.FAMILIES)
@pytest.mark.parametrize("count", choice.SIZES)
def test_families_of_choice_are_valid_and_as_large_as_they_say(family: str, count: int) -> None:
    data = choice.case_data(choice.FAMILIES[family], count)
    flexible = [record for record in data["records"] if record["kind"] in population.FLEXIBLE]
    assert len(flexible) == count
    assert len(case_from_mapping(data, name=family).records) == count + 2
    if family != "interchangeable":
        assert (
            len({tuple((key, str(value)) for key, value in record.items() if key != "id") for record in flexible})
            == count
        )
