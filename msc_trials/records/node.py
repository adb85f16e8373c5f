"""What every part of a study's shape is built from: a lenient frozen model, checked dictionaries, coded values."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, with_config
from pydantic.alias_generators import to_camel

from msc_trials.registry.shape import spelled_as_code

checked = with_config(ConfigDict(extra="ignore", coerce_numbers_to_str=True))
"""For dictionaries of which the keys named are checked and the others left out."""


Code = Annotated[str, AfterValidator(spelled_as_code)]
"""A coded value, spelled as the API spells codes whatever way it comes."""


class Node(BaseModel):
    """A part of a study that rules look at; unknown fields are left out."""

    model_config: ClassVar[ConfigDict] = ConfigDict(
        alias_generator=to_camel, extra="ignore", frozen=True, coerce_numbers_to_str=True, populate_by_name=True
    )
