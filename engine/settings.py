"""Every setting, read from the environment (``KAWASAN_*``) once."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

MEGABYTE = 1024 * 1024


class Settings(BaseSettings):
    """What an office may configure; every default runs on one machine out of the box."""

    model_config = SettingsConfigDict(env_prefix="KAWASAN_", extra="ignore")

    home: Path = Field(default=Path("var"), description="Folder tempat semua data disimpan.")
    database_url: str = Field(
        default="", description="Basis data; kosong berarti SQLite di dalam folder data."
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Alamat layanan ini seperti dilihat pengguna; dicetak pada kode verifikasi.",
    )
    secret: SecretStr = Field(
        default=SecretStr(""),
        description="Kunci kode verifikasi; kosong berarti dibuat sekali di folder data.",
    )
    demo_password: SecretStr = Field(
        default=SecretStr(""),
        description="Kata sandi akun peragaan; kosong berarti dibuat acak dan ditampilkan sekali.",
    )
    upload_limit_mb: int = Field(
        default=65, description="Ukuran berkas bukti terbesar, dalam megabita."
    )
    session_hours: int = Field(default=10, description="Lama sesi masuk tanpa kegiatan, jam.")
    smtp_host: str = Field(default="", description="Peladen surel; kosong berarti tidak mengirim.")
    smtp_port: int = Field(default=25, description="Porta peladen surel.")
    smtp_from: str = Field(
        default="kawasan@localhost", description="Alamat pengirim surel pemberitahuan."
    )
    smtp_user: str = Field(default="", description="Nama pengguna peladen surel.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="Kata sandi peladen surel; tidak pernah dicatat."
    )
    smtp_starttls: bool = Field(default=False, description="Sambungan surel dengan STARTTLS.")
    smtp_tls: bool = Field(
        default=False, description="Sambungan surel dengan TLS sejak awal (porta 465)."
    )
    smtp_ca: Path | None = Field(
        default=None,
        description="Sertifikat akar peladen surel (PEM); kosong berarti milik sistem operasi.",
    )
    bounces: Path | None = Field(
        default=None, description="Folder Maildir tempat surel yang kembali diterima."
    )
    channels: Path | None = Field(
        default=None,
        description="Berkas saluran obrolan (TOML, nama = alamat Apprise); isinya rahasia.",
    )
    post_attempts: int = Field(
        default=60,
        ge=1,
        description="Percobaan sebelum kiriman menunggu keputusan orang; 60 kira-kira dua pekan.",
    )
    webhook_private: bool = Field(
        default=False, description="Webhook boleh menuju alamat jaringan dalam dan mesin sendiri."
    )
    webhook_ca: Path | None = Field(
        default=None,
        description="Sertifikat akar penerima webhook (PEM); kosong berarti milik sistem operasi.",
    )
    webhook_days: int = Field(
        default=7, ge=1, description="Webhook yang gagal sekian hari berturut-turut dijeda."
    )
    cookie_secure: bool = Field(
        default=False, description="Kuki hanya lewat HTTPS; wajib bila tidak di mesin sendiri."
    )
    prefect_api_url: str = Field(
        default="",
        validation_alias="PREFECT_API_URL",
        description="Peladen Prefect; kosong berarti dijalankan sendiri oleh perintah up.",
    )
    backups: Path | None = Field(
        default=None,
        description="Folder cadangan malam; kosong berarti cadangan/ di dalam folder data.",
    )
    backup_keep: int = Field(
        default=14, ge=1, description="Banyaknya cadangan malam yang disimpan."
    )
    prefect_port: int = Field(default=4200, description="Porta peladen Prefect setempat.")
    planner: Path | None = Field(
        default=None,
        description="Berkas perencanaan kunjungan kantor (TOML); kosong berarti perkiraan bawaan.",
    )
    ladder: Path | None = Field(
        default=None,
        description="Berkas tangga pengingat kantor (TOML); kosong berarti tangga bawaan.",
    )

    esign_url: str = Field(
        default="",
        description="Layanan Esign BSrE di jaringan pemda; kosong berarti tidak dipakai.",
    )
    esign_version: Literal[1, 2] = Field(default=2, description="Versi layanan Esign: 1 atau 2.")
    esign_user: str = Field(default="", description="Nama akun sistem ini pada layanan Esign.")
    esign_secret: SecretStr = Field(
        default=SecretStr(""), description="Kata sandi akun itu; tidak pernah dicatat."
    )
    timestamp_url: str = Field(
        default="",
        description="Layanan stempel waktu (RFC 3161) bagi tanda tangan dengan berkas .p12.",
    )
    trust_roots: Path | None = Field(
        default=None,
        description="Sertifikat akar PSrE (PEM); kosong berarti kepercayaan tidak diperiksa.",
    )

    @property
    def database(self) -> str:
        """The database address in force."""
        return self.database_url or f"sqlite:///{self.home.resolve() / 'kawasan.db'}"

    @property
    def files(self) -> Path:
        """The folder of content-addressed files."""
        return self.home / "files"

    @property
    def backup_folder(self) -> Path:
        """The folder of the nightly backups."""
        return self.backups or self.home / "cadangan"

    @property
    def certificates(self) -> Path:
        """The folder of the offices' own certificates, one <role>-<area>.p12 each."""
        return self.home / "sertifikat"

    @property
    def procedures(self) -> Path:
        """The folder of procedure versions this office installed."""
        return self.home / "procedures"

    @property
    def upload_limit(self) -> int:
        """The largest accepted upload, in bytes."""
        return self.upload_limit_mb * MEGABYTE

    def verification_key(self) -> bytes:
        """The key of verification codes; made once and kept readable by its owner only."""
        if given := self.secret.get_secret_value():
            return given.encode()
        path = self.home / "secret"
        if not path.exists():
            self.home.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
            path.write_text(secrets.token_hex(32), encoding="ascii")
        return path.read_bytes()


def child_environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process with changes, for a child process."""
    return {**os.environ, **changes}
