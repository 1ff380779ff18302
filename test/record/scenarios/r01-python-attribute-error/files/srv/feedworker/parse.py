import xml.etree.ElementTree as ET

FEEDS = {
    "acme": "<f><i><t>a</t><image>x.png</image></i></f>",
    "northsea": "<f><i><t>b</t><image>y.png</image></i></f>",
    "helios": "<f><i><t>c</t></i></f>",
}

def parse_item(node):
    return {"title": node.find("t").text, "image": node.find("image").text}

def parse_feed(name):
    root = ET.fromstring(FEEDS[name])
    return [parse_item(n) for n in root.iter("i")]
