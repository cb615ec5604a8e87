"""Block tests against statsmodels, where it has the same, and against what must hold of them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.tsa.stattools import grangercausalitytests

from counterclaim.errors import UsageError
from counterclaim.relate.blocks import f_test, lagged, make_block, share
from counterclaim.relate.depends import squeeze
from counterclaim.relate.equivalence import equivalence_p, theory, upper_limit
from counterclaim.relate.projections import newey_west, respond, sup_t
from counterclaim.relate.shifts import planted, ratio, ratios, score, scores, shift_test, steps


def pair(n: int = 300, tie: float = 0.3, seed: int = 1):
    rng = np.random.default_rng(seed)
    y, x = np.zeros(n), rng.normal(size=n)
    for t in range(1, n):
        y[t] = 0.4 * y[t - 1] + tie * x[t - 1] + rng.normal()
    return y, x


@pytest.mark.parametrize("lags", [1, 3, 6])
def test_granger_f_is_that_of_statsmodels(lags) -> None:
    y, x = pair()
    expected = grangercausalitytests(np.column_stack([y, x]), [lags])[lags][0]["ssr_ftest"]
    found = f_test(make_block(y, y[:, None], x, None, lags))
    assert (found.F, found.p, *found.df) == pytest.approx((expected[0], expected[1], expected[3], expected[2]))


def test_lags_stand_where_they_should() -> None:
    series = np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    np.testing.assert_array_equal(lagged(series, 2)[2], [2, 20, 1, 10])
    assert np.isnan(lagged(series, 2)[1, 2:]).all()


def test_a_gap_costs_the_rows_whose_lags_touch_it() -> None:
    y, x = pair(60)
    y[30] = np.nan
    assert len(make_block(y, y[:, None], x, None, 2).y) == 60 - 2 - 3
    with pytest.raises(UsageError, match="fewer --lags"):
        make_block(y[:12], y[:12, None], x[:12], None, 4)


def test_what_never_varies_is_left_out() -> None:
    y, x = pair()
    block = make_block(y, y[:, None], np.column_stack([x, np.zeros(300)]), np.ones((300, 1)), 2)
    assert block.df == (2, 298 - 3 - 2)
    assert block.lag_of.tolist() == [1, 2]


def test_ratio_and_share_are_those_of_f() -> None:
    y, x = pair()
    block = make_block(y, y[:, None], x, None, 2)
    test = f_test(block)
    explained = ratio(block, block.block, block.y_left)
    assert explained * test.df[1] / test.df[0] == pytest.approx(test.F)
    assert share(test.F, test.df) == pytest.approx(explained / (1 + explained))


def test_the_score_is_that_of_an_auxiliary_regression() -> None:
    """With one column, the score is n times R² of a regression of ones on the product of residuals (Davidson and MacKinnon)."""
    y, x = pair()
    block = make_block(y, y[:, None], x, None, 1)
    product = block.without_own(block.block)[:, 0] * block.y_left
    expected = OLS(np.ones(len(product)), product).fit().ess
    assert score(block, block.block, block.y_left) == pytest.approx(expected)


def test_all_shifts_at_once_are_the_shifts_one_by_one() -> None:
    y, x = pair(120)
    block = make_block(y, y[:, None], np.column_stack([x, x**2, np.roll(x, 7)]), np.arange(120.0), 2)
    for at_once, one in ((scores(block), score), (ratios(block), ratio)):
        for step in (0, 1, 50, 117):
            assert at_once[step] == pytest.approx(one(block, np.roll(block.block, step, axis=0), block.y_left))


def test_columns_that_say_the_same_do_no_harm() -> None:
    y, x = pair(120)
    twice, once = (make_block(y, y[:, None], c, None, 1) for c in (np.column_stack([x, x]), x))
    np.testing.assert_allclose(scores(twice), scores(once), rtol=1e-4)


def test_shifts_find_a_tie_and_only_a_tie() -> None:
    y, x = pair(tie=0.5)
    assert shift_test(make_block(y, y[:, None], x, None, 2))[0] < 0.005
    assert shift_test(make_block(y, y[:, None], np.roll(x, 100), None, 2))[0] > 0.05


def test_no_shift_stays_within_the_lags() -> None:
    y, x = pair(100)
    block = make_block(y, y[:, None], x, None, 3)
    assert (steps(block)[0], steps(block)[-1]) == (4, 97 - 4)
    assert len(shift_test(block)[1]) == len(steps(block))


@pytest.mark.parametrize("size", [0.01, 0.1, 0.4])
def test_planted_dependence_has_the_size_it_should(size) -> None:
    y, x = pair(2000, tie=0.0)
    block = make_block(y, y[:, None], x, None, 2)
    found = [ratio(block, b, y_left) for b, y_left in planted(block, size, 50, np.random.default_rng(1))]
    assert np.mean([r / (1 + r) for r in found]) == pytest.approx(size, abs=0.006)


def test_equivalence_needs_data_and_no_tie() -> None:
    rng = np.random.default_rng(1)

    def p(n: int, tie: float, bound: float = 0.03) -> float:
        y, x = pair(n, tie)
        block = make_block(y, y[:, None], x, None, 2)
        return equivalence_p(f_test(block), block, bound, rng)

    assert p(2000, 0.0) < 0.05
    assert p(2000, 0.3) > 0.5
    assert p(80, 0.0) > 0.05


def test_the_upper_limit_is_where_equivalence_begins() -> None:
    y, x = pair(1000, 0.1)
    test = f_test(make_block(y, y[:, None], x, None, 2))
    limit = upper_limit(test, 0.05)
    assert limit > share(test.F, test.df)
    assert theory(test, limit) == pytest.approx(0.05, abs=1e-3)
    assert theory(test, 0.0) == pytest.approx(1.0)
    assert stats.f.cdf(test.F, *test.df) < 1


@given(st.lists(st.floats(-1e6, 1e6, allow_nan=False), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_squeezing_keeps_order_sign_and_zero(values) -> None:
    series = np.array(values)
    found = squeeze(series)
    assert (np.sign(found) == np.sign(series)).all() or np.abs(series[np.sign(found) != np.sign(series)]).max() < 1e-9
    assert (np.diff(found[np.argsort(series, kind="stable")]) >= -1e-12).all()
    assert np.isnan(squeeze(np.array([1.0, np.nan]))[1])


def test_local_projections_are_those_of_statsmodels() -> None:
    y, x = pair()
    found = respond(y, x, y[:, None], None, 2, 3, 0.95, np.random.default_rng(1))
    h, past = 1, np.column_stack([lagged(y, 2), lagged(x, 2)])
    rows = slice(2, len(y) - h)
    design = np.column_stack([x, np.ones(len(y)), past])[rows]
    expected = OLS(y[2 + h :], design).fit(cov_type="HAC", cov_kwds={"maxlags": 4, "use_correction": False})
    assert found.estimate[h] == pytest.approx(expected.params[0] * x.std())
    assert found.error[h] == pytest.approx(expected.bse[0] * x.std())
    assert abs(found.estimate[1] - 0.3) < 0.15
    assert found.low[1] > 0  # the tie of one period before shows


def test_simultaneous_bands_are_wider_than_single_ones() -> None:
    rng = np.random.default_rng(1)
    assert sup_t(np.eye(1), 0.95, rng) == pytest.approx(1.96, abs=0.03)
    assert sup_t(np.eye(8), 0.95, rng) == pytest.approx(stats.norm.ppf(0.5 + 0.5 * 0.95 ** (1 / 8)), abs=0.04)
    assert sup_t(np.ones((8, 8)), 0.95, rng) == pytest.approx(1.96, abs=0.03)
    rows = rng.normal(size=(500, 2))
    np.testing.assert_allclose(newey_west(rows, 0), rows.T @ rows)
