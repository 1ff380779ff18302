import json, logging, os, ssl, sys, urllib.request, urllib.error
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s [%(name)s] %(message)s")
log = logging.getLogger("node-tainter")
base = "https://" + os.environ["KUBERNETES_SERVICE_HOST"] + ":" + os.environ["KUBERNETES_SERVICE_PORT"]
sa = "/var/run/secrets/kubernetes.io/serviceaccount/"
class ApiError(Exception):
    pass
def get(path):
    with open(sa + "token") as f:
        req = urllib.request.Request(base + path, headers={"Authorization": "Bearer " + f.read()})
    ctx = ssl.create_default_context(cafile=sa + "ca.crt")
    try:
        return json.load(urllib.request.urlopen(req, context=ctx))
    except urllib.error.HTTPError as e:
        body = json.loads(e.read())
        raise ApiError("(%d) Reason: %s: %s" % (e.code, e.reason, body["message"])) from None
log.info("node-tainter 0.2.0")
log.warning("config /etc/node-tainter.yaml not found, using defaults")
nodes = get("/api/v1/nodes")
log.info("%d nodes", len(nodes["items"]))
