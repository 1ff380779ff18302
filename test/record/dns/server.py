"""Answers for Services and headless endpoints of the cluster, as kube-dns does (Kubernetes DNS specification 1.1)."""
import json, os, socket, ssl, struct, threading, time, urllib.request

BASE = "https://%s:%s" % (os.environ["KUBERNETES_SERVICE_HOST"], os.environ["KUBERNETES_SERVICE_PORT"])
ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/"
ZONE = "svc.cluster.local"
records, namespaces = {}, set()


def get(path):
    token = open(ACCOUNT + "token").read()
    request = urllib.request.Request(BASE + path, headers={"Authorization": "Bearer " + token})
    context = ssl.create_default_context(cafile=ACCOUNT + "ca.crt")
    return json.load(urllib.request.urlopen(request, context=context, timeout=5))["items"]


def refresh():
    found = {}
    pods = {}
    for one in get("/api/v1/endpoints"):
        name = "%s.%s.%s" % (one["metadata"]["name"], one["metadata"]["namespace"], ZONE)
        for subset in one.get("subsets") or []:
            for address in subset.get("addresses") or []:
                pods.setdefault(name, []).append(address["ip"])
                if address.get("hostname"):
                    found["%s.%s" % (address["hostname"], name)] = [address["ip"]]
    for one in get("/api/v1/services"):
        name = "%s.%s.%s" % (one["metadata"]["name"], one["metadata"]["namespace"], ZONE)
        ip = one["spec"].get("clusterIP")
        found[name] = pods.get(name, []) if ip in (None, "", "None") else [ip]
    records.clear()
    records.update(found)


def keep():
    while True:
        try:
            refresh()
        except Exception as error:
            print("refresh:", error, flush=True)
        time.sleep(2)


def answer(data):
    end = data.index(0, 12)
    labels, at = [], 12
    while data[at]:
        labels.append(data[at + 1 : at + 1 + data[at]].decode("ascii", "replace").lower())
        at += data[at] + 1
    question = data[12 : end + 5]
    kind = struct.unpack("!H", data[end + 1 : end + 3])[0]
    ips = records.get(".".join(labels))
    code = 3 if ips is None else 0
    ips = ips if ips and kind == 1 else []
    head = data[:2] + struct.pack("!HHHHH", 0x8580 | code, 1, len(ips), 0, 0)
    body = b"".join(b"\xc0\x0c" + struct.pack("!HHIH", 1, 1, 5, 4) + socket.inet_aton(ip) for ip in ips)
    return head + question + body


threading.Thread(target=keep, daemon=True).start()
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("0.0.0.0", 53))
while True:
    data, peer = server.recvfrom(4096)
    try:
        server.sendto(answer(data), peer)
    except Exception as error:
        print("query:", error, flush=True)
