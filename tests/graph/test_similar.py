"""Similar leads: those like one, those like a person's picks, and an index that is never older than the leads."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from agents.similar import ALIKE
from graph import embeddings, leads, similar, similar_index
from graph.app import App
from models.embeddings.hashing import HashEmbedder
from models.embeddings.matrix import Matrix
from storage.errors import BadConfig, NotAllowed
from storage.lead_filter import leads_of
from storage.records import CandidateStatus, now
from tests.parts import BRIEF, WHO, Desk, business


class MissingModel:
    """An embedder whose model is not installed."""

    name = "missing"

    def embed(self, texts: object) -> Matrix:
        raise BadConfig("The embedding model needs a package.", todo="Install it.")


class Renamed(HashEmbedder):
    name = "another"


def named(desk: Desk, campaign: int) -> dict[str, int]:
    rows = leads.page(desk.app, leads_of(campaign), limit=100).rows
    return {row.lead.business.name: row.id for row in rows}


def names(desk: Desk, ranked: list[tuple[int, float]]) -> list[str]:
    with desk.app.read() as work:
        return [row.lead.business.name for row in work.candidates.many([i for i, _ in ranked])]


def kinds(desk: Desk, ranked: list[tuple[int, float]]) -> list[str]:
    return [name.split()[0] for name in names(desk, ranked)]


def test_the_leads_most_like_one_are_of_its_kind_and_not_itself(desk: Desk) -> None:
    campaign = desk.start()
    ids = named(desk, campaign)
    found = similar.like(desk.app, campaign, ids["Hotel Post"], limit=5)
    near = [one.candidate.lead.business.name for one in found.rows]
    assert set(near[:2]) == {"Hotel See", "Hotel Berg"}
    assert ("Hotel Post" not in near, len(near)) == (True, 5)
    similarities = [one.similarity for one in found.rows]
    assert similarities == sorted(similarities, reverse=True)
    assert (found.is_compared, found.lacking, found.is_comparing, found.problem) == (True, 0, False, "")


def test_a_lead_of_another_campaign_is_never_among_them(desk: Desk) -> None:
    first, second = desk.start(), desk.start()
    assert named(desk, first).keys() == named(desk, second).keys()
    found = similar.like(desk.app, second, named(desk, second)["Hotel Post"], limit=50)
    assert {one.candidate.campaign_id for one in found.rows} == {second}
    assert len(found.rows) == 11


def test_a_lead_known_by_its_name_alone_is_compared_too(desk: Desk) -> None:
    desk.source.businesses = [business("Hotel Post"), business("Namenlos", details=(), city="", email="", rating=None)]
    campaign = desk.start()
    found = similar.like(desk.app, campaign, named(desk, campaign)["Namenlos"])
    assert (found.is_compared, len(found.rows)) == (True, 1)


def test_a_lead_alone_in_its_campaign_is_like_nobody(desk: Desk) -> None:
    desk.source.businesses = [business("Hotel Post")]
    campaign = desk.start()
    found = similar.like(desk.app, campaign, named(desk, campaign)["Hotel Post"])
    assert (found.is_compared, found.rows, found.lacking) == (True, (), 0)


def test_leads_to_pick_stand_by_what_was_selected_and_rejected(desk: Desk) -> None:
    campaign = desk.start()
    ids = named(desk, campaign)
    leads.select(desk.app, [ids["Hotel Post"]], WHO)
    assert kinds(desk, similar.learned(desk.app, campaign))[:2] == ["Hotel", "Hotel"]
    leads.reject(desk.app, [ids["Gasthaus Krone"], ids["Gasthaus Adler"]], "not our customer", "", WHO)
    assert kinds(desk, similar.learned(desk.app, campaign))[-2:] == ["Gasthaus", "Gasthaus"]
    assert len(similar.learned(desk.app, campaign)) == 9


def test_only_a_rejection_as_not_our_customer_counts_against_its_kind(desk: Desk) -> None:
    campaign = desk.start()
    ids = named(desk, campaign)
    leads.select(desk.app, [ids["Hotel Post"]], WHO)
    before = dict(similar.learned(desk.app, campaign))
    leads.reject(desk.app, [ids["Gasthaus Krone"]], "no way to reach them", "", WHO)
    assert similar.ranked_as_learned(desk.app, leads_of(campaign)).disliked == 0
    after = dict(similar.learned(desk.app, campaign))
    assert after == {i: score for i, score in before.items() if i in after}


def test_leads_that_were_written_to_count_as_liked(desk: Desk) -> None:
    campaign = desk.picked(2)
    assert similar.ranked_as_learned(desk.app, leads_of(campaign)).liked == 2


def test_before_anything_is_selected_there_is_nothing_to_learn_from(desk: Desk) -> None:
    campaign = desk.start()
    leads.reject(desk.app, list(named(desk, campaign).values())[:2], "not our customer", "", WHO)
    with pytest.raises(NotAllowed, match="Select a few leads first"):
        similar.learned(desk.app, campaign)


def test_the_ranking_is_a_filter_that_combines_with_the_others_and_is_paged(desk: Desk) -> None:
    campaign = desk.start()
    ids = named(desk, campaign)
    leads.select(desk.app, [ids["Hotel Post"]], WHO)
    whole = similar.ranked_as_learned(desk.app, leads_of(campaign))
    page = leads.page(desk.app, whole.where, offset=9, limit=5)
    assert (page.total, len(page.rows), whole.matching) == (11, 2, 11)
    assert whole.where.ids == tuple(i for i, _ in similar.learned(desk.app, campaign))
    cafes = similar.ranked_as_learned(desk.app, leads_of(campaign, sector="cafe"))
    assert (cafes.matching, len(cafes.where.ids or ())) == (5, 5)
    assert set(leads.matching(desk.app, cafes.where)) < set(ids.values())


def test_all_that_are_like_a_lead_are_those_above_the_bar_with_itself_first(desk: Desk) -> None:
    campaign = desk.start()
    ids = named(desk, campaign)
    ranking = similar.ranked_like(desk.app, leads_of(campaign), ids["Hotel Post"])
    near = similar.like(desk.app, campaign, ids["Hotel Post"], limit=50)
    above = [one.candidate.id for one in near.rows if one.similarity >= ALIKE]
    assert 0 < len(above) < 11
    assert ranking.where.ids == (ids["Hotel Post"], *above)
    hotels = similar.ranked_like(desk.app, leads_of(campaign, sector="hotel"), ids["Hotel Post"])
    assert {name.split()[0] for name in names(desk, [(i, 1.0) for i in hotels.where.ids or ()])} == {"Hotel"}


def test_a_lead_that_comes_later_is_found_at_once(desk: Desk) -> None:
    campaign = desk.start()
    post = named(desk, campaign)["Hotel Post"]
    before = len(similar.like(desk.app, campaign, post, limit=50).rows)
    with desk.app.write() as work:
        work.candidates.add(campaign, work.leads.store([business("Hotel Neu")], "test", now()).ids)
        work.commit()
    assert similar.like(desk.app, campaign, post).lacking == 1
    embeddings.catch_up(desk.app, campaign)
    found = similar.like(desk.app, campaign, post, limit=50)
    assert (len(found.rows), found.lacking) == (before + 1, 0)


def test_a_lead_whose_profile_changed_is_compared_by_the_new_one(desk: Desk) -> None:
    special = {"Hotel Post": (), "Hotel See": ("sauna",), "Hotel Berg": ()}
    desk.source.businesses = [business(name, details=details) for name, details in special.items()]
    campaign = desk.start()
    ids = named(desk, campaign)
    nearest = similar.like(desk.app, campaign, ids["Hotel Post"], 1).rows[0]
    assert nearest.candidate.id == ids["Hotel Berg"]
    with desk.app.write() as work:
        work.leads.store([business("Hotel Post", details=("sauna",))], "test", now())
        work.commit()
    embeddings.catch_up(desk.app, campaign)
    assert similar.like(desk.app, campaign, ids["Hotel Post"], 1).rows[0].candidate.id == ids["Hotel See"]


def test_leads_that_were_not_compared_are_left_out_of_a_ranking_and_counted(desk: Desk) -> None:
    campaign = desk.start()
    leads.select(desk.app, [named(desk, campaign)["Hotel Post"]], WHO)
    with desk.app.write() as work:
        work.candidates.add(campaign, work.leads.store([business("Hotel Neu")], "test", now()).ids)
        work.sweeps.set_scores({row.id: (50.0, []) for row in work.sweeps.to_score(campaign, 10)})
        work.commit()
    ranking = similar.ranked_as_learned(desk.app, leads_of(campaign))
    assert (ranking.matching, len(ranking.where.ids or ()), ranking.lacking) == (12, 11, 1)


def test_nothing_is_ranked_by_leads_that_were_not_compared(desk: Desk) -> None:
    campaign = bare_campaign(desk.app)
    leads.select(desk.app, [named(desk, campaign)["Hotel Post"]], WHO)
    where = leads_of(campaign)
    with pytest.raises(NotAllowed, match="Compare them now"):
        similar.ranked_as_learned(desk.app, where)
    with pytest.raises(NotAllowed, match="Compare them now"):
        similar.ranked_like(desk.app, where, 1)


def test_leads_of_an_older_version_are_compared_in_the_background(desk: Desk) -> None:
    campaign = bare_campaign(desk.app)
    asked = named(desk, campaign)["Hotel Post"]
    found = similar.like(desk.app, campaign, asked)
    assert (found.is_compared, found.rows, found.lacking) == (False, (), 3)
    similar.compare(desk.app, campaign)
    similar.wait(desk.app, campaign, 10)
    found = similar.like(desk.app, campaign, asked)
    assert (found.is_compared, len(found.rows), found.lacking, found.is_comparing) == (True, 2, 0, False)


def test_a_model_that_is_missing_is_told_and_what_is_known_still_serves(make_app: Callable[..., App]) -> None:
    app = make_app(embedder=MissingModel())
    campaign = bare_campaign(app)
    similar.compare(app, campaign)
    similar.wait(app, campaign, 10)
    found = similar.like(app, campaign, 1)
    assert (found.problem, found.rows) == ("The embedding model needs a package. Install it.", ())
    stored = HashEmbedder()
    stored.name = "missing"
    embeddings.catch_up(replace(app, embedder=stored), campaign)
    assert len(similar.like(app, campaign, 1).rows) == 2


def test_the_index_is_built_once_while_no_lead_changes_and_few_are_kept(desk: Desk) -> None:
    campaigns = [desk.start() for _ in range(similar_index.MOST + 1)]
    first = similar_index.of(desk.app, campaigns[-1])
    leads.select(desk.app, list(named(desk, campaigns[-1]).values()), WHO)
    assert similar_index.of(desk.app, campaigns[-1]) is first
    added = desk.start()
    assert similar_index.of(desk.app, campaigns[-1]).index is first.index
    for campaign in (*campaigns[:-2], added):
        similar_index.of(desk.app, campaign)
    assert similar_index.of(desk.app, campaigns[-1]).index is not first.index


def test_another_model_begins_with_nothing_compared(desk: Desk) -> None:
    campaign = desk.start()
    app = replace(desk.app, embedder=Renamed())
    assert similar.like(app, campaign, 1).lacking == 12
    embeddings.catch_up(app, campaign)
    assert similar.like(app, campaign, 1).lacking == 0
    assert similar.like(desk.app, campaign, 1).lacking == 0


def bare_campaign(app: App) -> int:
    """Three leads to pick, scored before vectors were kept."""
    with app.write() as work:
        campaign = work.campaigns.add(BRIEF)
        found = [business(name) for name in ("Hotel Post", "Hotel See", "Gasthaus Krone")]
        work.candidates.add(campaign.id, work.leads.store(found, "test", now()).ids)
        work.sweeps.set_scores({row.id: (50.0, []) for row in work.sweeps.to_score(campaign.id, 10)})
        work.commit()
    assert leads.page(app, leads_of(campaign.id, (CandidateStatus.OPEN,))).total == 3
    return campaign.id
