"""Whatever the official schemas refuse, the rules find too, though they have no schemas at hand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from damages import MANIFEST, before_controls, both, in_item, light, named, packed, put
from fuzz_verify import elements
from lxml import etree
from official_schemas import XSDS, schema

from builder.formats import FORMATS
from builder.verify import verify_package

DATA_12 = (
    '<adlcp:prerequisites type="aicc_script">ITEM-two</adlcp:prerequisites>'
    "<adlcp:maxtimeallowed>0000:30:00</adlcp:maxtimeallowed>"
)
DATA_2004 = (
    "<adlcp:dataFromLMS>x</adlcp:dataFromLMS><adlnav:presentation><adlnav:navigationInterface>"
    "<adlnav:hideLMSUI>continue</adlnav:hideLMSUI></adlnav:navigationInterface></adlnav:presentation>"
)
SEQUENCING = (
    "<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition "
    'condition="completed"/></imsss:ruleConditions><imsss:ruleAction action="skip"/>'
    "</imsss:preConditionRule></imsss:sequencingRules><imsss:objectives><imsss:primaryObjective "
    'objectiveID="a" satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.8'
    '</imsss:minNormalizedMeasure></imsss:primaryObjective><imsss:objective objectiveID="b"/>'
    "</imsss:objectives>"
)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_what_the_schemas_refuse_the_rules_find(name: str, mini: Path, tmp_path: Path) -> None:
    more = both(in_item(DATA_2004), before_controls(SEQUENCING)) if "2004" in name else None
    good = light(mini / "build" / "packages" / f"mini-course-en-{name}.zip")
    good = (more or in_item(DATA_12))(good)
    valid, chance, path = schema(XSDS / FORMATS[name].edition), random.Random(1), tmp_path / "a.zip"
    valid.assertValid(etree.fromstring(named(good)[MANIFEST]))
    refused = 0
    for _ in range(100):
        changed = elements(chance, named(good)[MANIFEST])
        if not valid.validate(etree.fromstring(changed)):
            path.write_bytes(packed(put(MANIFEST, changed)(good)))
            found = [f for f in verify_package(path) if f.level == "error" or f.rule == "M20"]
            assert found, valid.error_log.last_error
            refused += 1
    assert refused > 20
