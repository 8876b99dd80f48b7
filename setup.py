"""Everything else stands in pyproject.toml. Here the registers and methodologies of ``config/`` become data of the package."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SOURCE, TARGET = Path(__file__).parent / "config", "openness/config"


class WithConfig(build_py):
    """Lays ``config/`` into the package, so that a wheel works where no source lies; the folder itself stays where people edit it."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            # The folder of an earlier build may hold files that are no longer there.
            shutil.rmtree(Path(self.build_lib, TARGET), ignore_errors=True)
            for source in self._config():
                target = Path(self.build_lib, TARGET, source.relative_to(SOURCE))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        laid = [str(Path(self.build_lib, TARGET, path.relative_to(SOURCE))) for path in self._config()]
        return [*super().get_outputs(include_bytecode), *laid]

    @staticmethod
    def _config() -> list[Path]:
        return sorted(path for path in SOURCE.rglob("*") if path.is_file())


setup(cmdclass={"build_py": WithConfig})
