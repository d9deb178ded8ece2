"""Looking for cycles seldom ends with the last one who asked for it."""

import gc

from graph import collecting


def test_inside_python_looks_seldom_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with collecting.seldom():
        assert gc.get_threshold()[0] >= collecting.OBJECTS
    assert gc.get_threshold() == before


def test_of_two_at_once_the_last_one_out_puts_back_what_was() -> None:
    before = gc.get_threshold()
    first, second = collecting.seldom(), collecting.seldom()
    with first:
        second.__enter__()
    assert gc.get_threshold()[0] >= collecting.OBJECTS
    second.__exit__(None, None, None)
    assert gc.get_threshold() == before


def test_an_error_inside_puts_it_back_too() -> None:
    before = gc.get_threshold()
    try:
        with collecting.seldom():
            raise ValueError
    except ValueError:
        assert gc.get_threshold() == before


def test_where_it_was_turned_off_it_stays_so() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0, *before[1:])
    try:
        with collecting.seldom():
            assert gc.get_threshold()[0] == 0
    finally:
        gc.set_threshold(*before)
