"""What the environment says, read once: HANDPICKED_* variables, else [handpicked] in .streamlit/secrets.toml."""

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from agents.trends.wikimedia import BASE as WIKIMEDIA
from models.catalogue import CATALOGUE
from storage.errors import BadConfig

ROOT = Path(__file__).resolve().parents[1]


def read(**given: object) -> "Settings":
    """The settings of this process; what is ``given`` goes before the environment.

    Raises BadConfig that names the variable which cannot be used.
    """
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise BadConfig(
            f"The setting HANDPICKED_{name} cannot be used: {first['msg']}.",
            todo="Correct it in the environment or in .streamlit/secrets.toml.",
        ) from None


class Settings(BaseSettings):
    """Every setting has a default that works offline on a bare laptop."""

    model_config = SettingsConfigDict(
        env_prefix="HANDPICKED_",
        toml_file=ROOT / ".streamlit" / "secrets.toml",
        toml_table_header=("handpicked",),
        extra="ignore",
        frozen=True,
    )

    data_folder: Path = ROOT / ".handpicked"
    database_url: str = ""
    demo_port: int = Field(default=8765, ge=0, le=65535)
    nominatim_url: str = "https://nominatim.openstreetmap.org"
    overpass_url: str = "https://overpass-api.de/api/interpreter"
    wikimedia_url: str = WIKIMEDIA
    contact: str = ""
    chromium: str = ""
    writer_folder: Path | None = None
    hub_url: str = "https://huggingface.co"
    catalogue: Path = CATALOGUE
    scripted_models: bool = False
    lease_seconds: float = Field(default=15, gt=0)
    undo_seconds: float = Field(default=30, ge=0)
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_username: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_folder / 'handpicked.db'}"

    @property
    def checkpoints(self) -> Path:
        return self.data_folder / "checkpoints.db"

    @property
    def outbox(self) -> Path:
        return self.data_folder / "outbox"

    @property
    def imports(self) -> Path:
        return self.data_folder / "imports"

    @property
    def exports(self) -> Path:
        return self.data_folder / "exports"

    @property
    def models(self) -> Path:
        return self.data_folder / "models"

    @property
    def secrets(self) -> Path:
        return self.data_folder / "secrets.json"
