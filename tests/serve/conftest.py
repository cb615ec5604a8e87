"""The sample case, coded once; each test has a copy and a server of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim import casebook
from counterclaim.annotate.with_spacy import SpacyAnnotator
from counterclaim.coder import Coder
from counterclaim.extract.learned.encoder import Encoder
from counterclaim.serve.app import make_app
from counterclaim.serve.settings import Settings
from counterclaim.serve.work import InProcess
from counterclaim.show.sample import sample_paths

HERE = "http://localhost:8000"


@pytest.fixture(scope="session")
def coder(annotator: SpacyAnnotator) -> Coder:
    return Coder(annotator, encoder=Encoder())


@pytest.fixture(scope="session")
def sample_case(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    casebook.add(path, [str(p) for p in sample_paths()], coder)
    return path


@pytest.fixture
def case(sample_case: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(sample_case, tmp_path / "case.db"))


@pytest.fixture
def serve(case: Path, coder: Coder) -> Iterator[Callable[..., TestClient]]:
    """Makes a client of a server with the settings given."""
    made: list[TestClient] = []

    def start(base: str = HERE, path: Path = case, **settings: object) -> TestClient:
        app = make_app(Settings(path, **settings), InProcess(coder))  # type: ignore[arg-type]
        made.append(TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False))
        return made[-1]

    yield start
    for client in made:
        settle(client)
        client.app.state.worker.close()  # type: ignore[attr-defined]


@pytest.fixture
def client(serve: Callable[..., TestClient]) -> TestClient:
    return serve()


def settle(client: TestClient) -> None:
    """Wait until nothing is added and compared any more."""
    worker = client.app.state.worker  # type: ignore[attr-defined]
    end = time.monotonic() + 60
    while worker.busy() and time.monotonic() < end:
        time.sleep(0.01)
    assert not worker.busy(), "the worker does not come to an end"


@pytest.fixture
def settled() -> Callable[[TestClient], None]:
    return settle
